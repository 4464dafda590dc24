// The script that runs now is build/booking/index.js: the widget and the settings are found from there.
const current = document.currentScript;
const ownAddress = current instanceof HTMLScriptElement ? current.src : '';

const widgetAddress = (): string => {
  const address = new URL('../../widget/holdfast.js', ownAddress);
  address.searchParams.set('ver', HOLDFAST_WIDGET_VERSION);
  return address.href;
};

/** Loads the widget into a document, once: the editor's canvas is often a frame with elements of its own. */
export function loadWidget(canvas: Document): void {
  const id = 'holdfast-booking-widget-preview';
  if (ownAddress === '' || canvas.getElementById(id) !== null) return;
  const script = canvas.createElement('script');
  script.id = id;
  script.type = 'module';
  script.src = widgetAddress();
  canvas.head.append(script);
}
