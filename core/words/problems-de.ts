import type { ProblemTexts } from './problems.ts';

/** What visitors read in German when something does not work. */
export const problemsDe: ProblemTexts = {
  slot_taken: {
    title: 'Dieser Termin ist gerade vergeben worden.',
    advice: 'Wählen Sie einen der nächsten freien Termine.',
  },
  slot_not_offered: {
    title: 'Dieser Termin wird nicht angeboten.',
    advice: 'Wählen Sie einen der freien Termine.',
  },
  slot_in_past: {
    title: 'Dieser Termin ist schon vorbei.',
    advice: 'Wählen Sie einen späteren Termin.',
  },
  limit_reached: {
    title: 'Öfter kann eine Person das nicht buchen.',
    advice:
      'Wählen Sie einen Termin in einer anderen Woche oder einem anderen Monat, sagen Sie eine Buchung ab, oder melden Sie sich bei uns.',
  },
  hold_expired: {
    title: 'Ihr Termin wurde freigegeben, weil die Zeit dafür abgelaufen ist.',
    advice: 'Nehmen Sie ihn noch einmal, wenn er noch frei ist, oder wählen Sie einen anderen.',
  },
  party_too_large: {
    title: 'So viele Personen sind hier nicht möglich.',
    advice: 'Buchen Sie für weniger Personen, oder melden Sie sich bei uns.',
  },
  party_too_small: {
    title: 'Dafür müssen mehr Personen kommen.',
    advice: 'Buchen Sie für mehr Personen, oder wählen Sie etwas anderes.',
  },
  range_too_long: {
    title: 'Der Zeitraum ist zu lang.',
    advice: 'Wählen Sie einen kürzeren Zeitraum.',
  },
  invalid_range: {
    title: 'Der Zeitraum endet, bevor er beginnt.',
    advice: 'Wählen Sie ein späteres Ende.',
  },
  invalid_time_zone: {
    title: 'Diese Zeitzone kennen wir nicht.',
    advice: 'Wählen Sie eine aus der Liste, zum Beispiel Europe/Berlin.',
  },
  resource_not_offered: {
    title: 'Diese Person oder dieser Platz ist dafür nicht buchbar.',
    advice: 'Wählen Sie aus der Liste, oder überlassen Sie uns die Wahl.',
  },
  duration_not_offered: {
    title: 'Diese Dauer wird nicht angeboten.',
    advice: 'Wählen Sie eine der angebotenen Dauern.',
  },
  drop_in_not_offered: {
    title: 'Einzelne Termine dieses Kurses sind nicht buchbar.',
    advice: 'Buchen Sie den ganzen Kurs, oder wählen Sie etwas anderes.',
  },
  quote_changed: {
    title: 'Der Preis hat sich geändert, seit Sie ihn gesehen haben.',
    advice: 'Sehen Sie sich den neuen Preis an, und bestätigen Sie ihn.',
  },
  person_type_not_offered: {
    title: 'Diese Aufteilung der Personen ist nicht möglich.',
    advice: 'Wählen Sie, wie viele von jeder Art kommen; zusammen sind sie die Gruppe.',
  },
  price_too_high: {
    title: 'Das kostet mehr, als auf einmal gebucht werden kann.',
    advice: 'Buchen Sie weniger auf einmal, oder wenden Sie sich an den Betrieb.',
  },
  tip_not_offered: {
    title: 'Dieses Trinkgeld ist hier nicht möglich.',
    advice: 'Wählen Sie eines der angebotenen, oder machen Sie ohne weiter.',
  },
  code_not_applicable: {
    title: 'Dieser Code gilt nicht für Ihre Auswahl.',
    advice: 'Sehen Sie nach, wofür der Code gilt, oder machen Sie ohne ihn weiter.',
  },
  code_invalid: {
    title: 'Dieser Code gilt hier nicht.',
    advice: 'Prüfen Sie die Schreibweise, oder machen Sie ohne Code weiter.',
  },
  code_used_up: {
    title: 'Dieser Code ist aufgebraucht.',
    advice: 'Machen Sie ohne den Code weiter.',
  },
  extra_sold_out: {
    title: 'So viele von einem Extra sind für diese Zeit nicht mehr da.',
    advice: 'Nehmen Sie so viele, wie noch da sind, gehen Sie ohne weiter, oder wählen Sie eine der anderen Zeiten.',
  },
  extra_not_offered: {
    title: 'Das lässt sich hier nicht dazubuchen.',
    advice: 'Wählen Sie nur, was dazu angeboten wird.',
  },
  currency_mismatch: {
    title: 'Beträge in verschiedenen Währungen lassen sich nicht zusammenzählen.',
    advice: 'Buchen Sie sie in getrennten Bestellungen.',
  },
  illegal_transition: {
    title: 'Das geht mit dieser Buchung gerade nicht.',
    advice: 'Sehen Sie sich die Buchung noch einmal an: Dort steht, wie weit sie ist.',
  },
  already_paid: {
    title: 'Diese Bestellung ist schon bezahlt.',
    advice: 'Sehen Sie sich die Buchung an: Dort steht die Bestätigung.',
  },
  not_cancellable: {
    title: 'Diese Buchung lässt sich nicht mehr absagen.',
    advice: 'Melden Sie sich bei uns.',
  },
  not_reschedulable: {
    title: 'Diese Buchung lässt sich nicht mehr verlegen.',
    advice: 'Melden Sie sich bei uns.',
  },
  offer_ended: {
    title: 'Das Angebot, einen anderen Termin zu wählen, ist abgelaufen.',
    advice: 'Ihr Geld ist auf dem Weg zurück. Buchen Sie neu, wenn Sie noch kommen möchten.',
  },
  customer_required: {
    title: 'Vor der Zahlung brauchen wir Namen und E-Mail-Adresse.',
    advice: 'Geben Sie Ihren Namen und Ihre E-Mail-Adresse ein.',
  },
  payments_not_configured: {
    title: 'Hier kann noch nicht online bezahlt werden.',
    advice: 'Melden Sie sich bei uns.',
  },
  payment_declined: {
    title: 'Die Zahlung wurde abgelehnt.',
    advice: 'Versuchen Sie es mit einer anderen Karte oder Zahlungsart.',
  },
  payment_disputed: {
    title: 'Ihre Bank prüft diese Zahlung.',
    advice: 'Solange die Bank nicht entschieden hat, kann nichts erstattet werden. Melden Sie sich bei uns.',
  },
  refund_changed: {
    title: 'Das Absagen kostet jetzt mehr als angezeigt.',
    advice: 'Sehen Sie sich die Beträge an, und bestätigen Sie noch einmal.',
  },
  payment_in_progress: {
    title: 'Für diese Bestellung läuft schon eine Zahlung.',
    advice: 'Warten Sie ab, wie sie ausgeht, und sehen Sie sich die Buchung dann noch einmal an.',
  },
  amount_too_small: {
    title: 'Der Betrag ist kleiner als der kleinste, der sich abbuchen lässt.',
    advice: 'Melden Sie sich bei uns.',
  },
  provider_unavailable: {
    title: 'Ein Dienst, den wir dafür brauchen, ist gerade nicht erreichbar.',
    advice: 'Versuchen Sie es gleich noch einmal. Ihr Termin bleibt so lange reserviert.',
  },
  provider_rejected: {
    title: 'Ein Dienst, den wir dafür brauchen, hat die Anfrage abgelehnt.',
    advice: 'Melden Sie sich bei uns.',
  },
  not_found: {
    title: 'Hier ist nichts.',
    advice: 'Prüfen Sie die Adresse.',
  },
  service_not_found: {
    title: 'Diese Leistung gibt es nicht.',
    advice: 'Sehen Sie noch einmal nach, was angeboten wird.',
  },
  booking_not_found: {
    title: 'Diese Buchung gibt es nicht.',
    advice: 'Prüfen Sie den Link in Ihrer Bestätigung.',
  },
  unauthorized: {
    title: 'Dafür brauchen Sie einen Link, der zu Ihrer Buchung gehört.',
    advice: 'Nehmen Sie den Link aus Ihrer letzten Bestätigung.',
  },
  origin_not_allowed: {
    title: 'Auf dieser Website kann nicht gebucht werden.',
    advice: 'Melden Sie sich bei uns: Die Website muss noch zugelassen werden.',
  },
  invalid_request: {
    title: 'Einige Angaben fehlen oder stimmen nicht.',
    advice: 'Berichtigen Sie die genannten Felder.',
  },
  body_too_large: {
    title: 'Das ist zu viel auf einmal.',
    advice: 'Kürzen Sie, was Sie eingegeben haben.',
  },
  idempotency_key_in_use: {
    title: 'Ihre erste Anfrage läuft noch.',
    advice: 'Warten Sie einen Moment, und versuchen Sie es noch einmal.',
  },
  idempotency_key_reused: {
    title: 'Diese Anfrage gab es schon, mit anderem Inhalt.',
    advice: 'Laden Sie die Seite neu, und versuchen Sie es noch einmal.',
  },
  proof_required: {
    title: 'Ihr Browser muss vorher eine kleine Aufgabe lösen.',
    advice: 'Laden Sie die Seite neu, und warten Sie einen Moment.',
  },
  too_many_codes: {
    title: 'Es wurden zu viele Codes probiert, die nicht gelten.',
    advice: 'Fahren Sie ohne Code fort, oder versuchen Sie es in zehn Minuten noch einmal.',
  },
  too_many_holds: {
    title: 'Sie haben zu viele Termine gleichzeitig reserviert.',
    advice: 'Schließen Sie eine Buchung ab, oder geben Sie einen Termin frei. Versuchen Sie es danach noch einmal.',
  },
  cart_too_large: {
    title: 'Das sind zu viele Buchungen für eine Bestellung.',
    advice: 'Buchen Sie einen Teil davon in einer weiteren Bestellung.',
  },
  rate_limited: {
    title: 'Das waren zu viele Anfragen.',
    advice: 'Warten Sie etwas, und versuchen Sie es noch einmal.',
  },
  site_not_connected: {
    title: 'Diese Website ist mit der Buchung nicht verbunden.',
    advice: 'Melden Sie sich bei uns: Die Website muss in ihren Einstellungen verbunden werden.',
  },
  service_unavailable: {
    title: 'Die Buchung ist gerade nicht erreichbar.',
    advice: 'Versuchen Sie es gleich noch einmal, oder melden Sie sich bei uns.',
  },
  https_required: {
    title: 'Diese Seite gibt es nur verschlüsselt.',
    advice: 'Rufen Sie sie mit einer Adresse auf, die mit https:// beginnt.',
  },
  address_required: {
    title: 'Dazu kommen wir zu Ihnen.',
    advice: 'Sagen Sie uns, wohin: Für die Termine reicht die Postleitzahl, zum Buchen brauchen wir die ganze Adresse.',
  },
  outside_area: {
    title: 'Dorthin kommen wir nicht.',
    advice: 'Nennen Sie eine andere Adresse, wählen Sie etwas anderes, oder melden Sie sich bei uns.',
  },
  too_many_slots: {
    title: 'Das wären zu viele Termine auf einmal.',
    advice: 'Wählen Sie einen kürzeren Zeitraum.',
  },
  busy_store: {
    title: 'Gerade möchten zu viele dasselbe ändern.',
    advice: 'Versuchen Sie es gleich noch einmal.',
  },
  internal_error: {
    title: 'Bei uns ist etwas schiefgegangen.',
    advice: 'Versuchen Sie es noch einmal. Bleibt es so, melden Sie sich bei uns.',
  },
};
