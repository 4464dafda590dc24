import type { ProblemTexts } from './problems.ts';

/** What visitors read in Swedish when something does not work. */
export const problemsSv: ProblemTexts = {
  slot_taken: {
    title: 'Någon har just tagit den här tiden.',
    advice: 'Välj en av de närmaste lediga tiderna.',
  },
  slot_not_offered: {
    title: 'Den här tiden går inte att boka.',
    advice: 'Välj en av de lediga tiderna.',
  },
  slot_in_past: {
    title: 'Den här tiden har redan passerat.',
    advice: 'Välj en senare tid.',
  },
  limit_reached: {
    title: 'Du har bokat det här så många gånger som en person får.',
    advice: 'Välj en dag i en annan vecka eller månad, avboka en tid du har eller kontakta oss.',
  },
  hold_expired: {
    title: 'Din tid släpptes eftersom vi inte kunde hålla den längre.',
    advice: 'Ta den igen om den fortfarande är ledig, eller välj en annan.',
  },
  party_too_large: {
    title: 'Så många kan inte komma på en gång.',
    advice: 'Boka för färre personer eller kontakta oss.',
  },
  party_too_small: {
    title: 'Det behövs fler personer för det här.',
    advice: 'Boka för fler personer eller välj något annat.',
  },
  range_too_long: {
    title: 'Perioden är för lång.',
    advice: 'Välj en kortare period.',
  },
  invalid_range: {
    title: 'Perioden slutar innan den börjar.',
    advice: 'Välj ett senare slut.',
  },
  invalid_time_zone: {
    title: 'Den tidszonen känner vi inte till.',
    advice: 'Välj en i listan, till exempel Europe/Stockholm.',
  },
  resource_not_offered: {
    title: 'Den personen eller platsen går inte att boka för det här.',
    advice: 'Välj i listan, eller låt oss välja åt dig.',
  },
  duration_not_offered: {
    title: 'Den längden går inte att boka.',
    advice: 'Välj en av längderna som erbjuds.',
  },
  drop_in_not_offered: {
    title: 'Enstaka tillfällen av kursen går inte att boka.',
    advice: 'Boka hela kursen eller välj något annat.',
  },
  quote_changed: {
    title: 'Priset har ändrats sedan du såg det.',
    advice: 'Titta på det nya priset och bekräfta igen.',
  },
  person_type_not_offered: {
    title: 'Så många av varje sort går inte att boka.',
    advice: 'Välj hur många som kommer av varje sort; tillsammans är de sällskapet.',
  },
  price_too_high: {
    title: 'Det här kostar mer än vad som kan bokas på en gång.',
    advice: 'Boka mindre åt gången eller kontakta företaget.',
  },
  tip_not_offered: {
    title: 'Den dricksen går inte att ge här.',
    advice: 'Välj någon av de dricksnivåer som erbjuds eller fortsätt utan.',
  },
  code_not_applicable: {
    title: 'Koden gäller inte för det du har valt.',
    advice: 'Se efter vad koden gäller för eller fortsätt utan den.',
  },
  code_invalid: {
    title: 'Koden går inte att använda här.',
    advice: 'Kontrollera stavningen eller fortsätt utan kod.',
  },
  code_used_up: {
    title: 'Koden är förbrukad.',
    advice: 'Fortsätt utan koden.',
  },
  extra_sold_out: {
    title: 'Så många av ett tillval finns inte kvar för den tiden.',
    advice: 'Ta så många som finns kvar, fortsätt utan eller välj en av de andra tiderna.',
  },
  extra_not_offered: {
    title: 'Det tillvalet hör inte hit.',
    advice: 'Välj bland tillvalen i listan.',
  },
  currency_mismatch: {
    title: 'Belopp i olika valutor kan inte läggas ihop.',
    advice: 'Boka dem i var sin beställning.',
  },
  illegal_transition: {
    title: 'Det går inte med bokningen just nu.',
    advice: 'Öppna bokningen igen för att se hur det står till med den.',
  },
  already_paid: {
    title: 'Beställningen är redan betald.',
    advice: 'Öppna bokningen för att se bekräftelsen.',
  },
  not_cancellable: {
    title: 'Bokningen går inte längre att avboka.',
    advice: 'Kontakta oss.',
  },
  not_reschedulable: {
    title: 'Bokningen går inte längre att flytta.',
    advice: 'Kontakta oss.',
  },
  offer_ended: {
    title: 'Erbjudandet att välja en annan tid har gått ut.',
    advice: 'Dina pengar är på väg tillbaka. Boka igen om du fortfarande vill komma.',
  },
  customer_required: {
    title: 'Vi behöver namn och e-post före betalningen.',
    advice: 'Fyll i ditt namn och din e-postadress.',
  },
  payments_not_configured: {
    title: 'Här går det inte att betala på nätet ännu.',
    advice: 'Kontakta oss.',
  },
  payment_declined: {
    title: 'Betalningen nekades.',
    advice: 'Försök med ett annat kort eller betalsätt.',
  },
  payment_disputed: {
    title: 'Din bank utreder den här betalningen.',
    advice: 'Inget kan betalas tillbaka förrän banken har bestämt sig. Kontakta oss.',
  },
  refund_changed: {
    title: 'Att avboka kostar mer nu än vad som visades.',
    advice: 'Titta på beloppen och bekräfta igen.',
  },
  payment_in_progress: {
    title: 'En betalning för beställningen pågår.',
    advice: 'Vänta tills den är klar och öppna sedan bokningen igen.',
  },
  amount_too_small: {
    title: 'Beloppet är mindre än det minsta som kan dras.',
    advice: 'Kontakta oss.',
  },
  provider_unavailable: {
    title: 'En tjänst som vi behöver går inte att nå just nu.',
    advice: 'Försök igen om en stund. Din tid hålls så länge.',
  },
  provider_rejected: {
    title: 'En tjänst som vi behöver sa nej.',
    advice: 'Kontakta oss.',
  },
  not_found: {
    title: 'Här finns inget.',
    advice: 'Kontrollera adressen.',
  },
  service_not_found: {
    title: 'Den här tjänsten finns inte.',
    advice: 'Se efter igen vad som går att boka.',
  },
  booking_not_found: {
    title: 'Den här bokningen finns inte.',
    advice: 'Kontrollera länken i din bekräftelse.',
  },
  unauthorized: {
    title: 'För det här behövs en länk som hör till din bokning.',
    advice: 'Använd länken i din senaste bekräftelse.',
  },
  origin_not_allowed: {
    title: 'Det går inte att boka på den här webbplatsen.',
    advice: 'Kontakta oss: webbplatsen behöver godkännas först.',
  },
  invalid_request: {
    title: 'Några uppgifter saknas eller är fel.',
    advice: 'Rätta fälten som nämns.',
  },
  body_too_large: {
    title: 'Det var för mycket på en gång.',
    advice: 'Korta ned det du har skrivit.',
  },
  idempotency_key_in_use: {
    title: 'Din första begäran pågår fortfarande.',
    advice: 'Vänta ett ögonblick och försök igen.',
  },
  idempotency_key_reused: {
    title: 'Samma begäran har redan skickats med annat innehåll.',
    advice: 'Ladda om sidan och försök igen.',
  },
  proof_required: {
    title: 'Din webbläsare behöver lösa en liten uppgift först.',
    advice: 'Ladda om sidan och vänta ett ögonblick.',
  },
  too_many_codes: {
    title: 'För många koder som inte gäller har provats.',
    advice: 'Fortsätt utan kod, eller försök igen om tio minuter.',
  },
  too_many_holds: {
    title: 'Du håller för många tider samtidigt.',
    advice: 'Slutför en av dina bokningar eller släpp den, och försök sedan igen.',
  },
  cart_too_large: {
    title: 'Det är för många bokningar i en beställning.',
    advice: 'Boka några av dem i en annan beställning.',
  },
  rate_limited: {
    title: 'Det blev för många förfrågningar.',
    advice: 'Vänta lite och försök sedan igen.',
  },
  site_not_connected: {
    title: 'Webbplatsen är inte kopplad till bokningen.',
    advice: 'Kontakta oss: webbplatsen behöver kopplas i sina inställningar.',
  },
  service_unavailable: {
    title: 'Bokningen går inte att nå just nu.',
    advice: 'Försök igen om en stund eller kontakta oss.',
  },
  https_required: {
    title: 'Sidan finns bara krypterad.',
    advice: 'Öppna den med en adress som börjar med https://.',
  },
  address_required: {
    title: 'Vi kommer till dig för det här.',
    advice: 'Säg vart: postnumret räcker för att se tider, hela adressen behövs för att boka.',
  },
  outside_area: {
    title: 'Dit kommer vi inte.',
    advice: 'Välj en annan adress eller en annan tjänst, eller kontakta oss.',
  },
  too_many_slots: {
    title: 'Det blir för många tider på en gång.',
    advice: 'Välj en kortare period.',
  },
  busy_store: {
    title: 'Många ändrar samma sak just nu.',
    advice: 'Försök igen om ett ögonblick.',
  },
  internal_error: {
    title: 'Något gick fel hos oss.',
    advice: 'Försök igen. Kontakta oss om det inte hjälper.',
  },
};
