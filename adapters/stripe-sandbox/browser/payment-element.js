// The payment form inside its frame. It alone sees the card; the page around it gets states, errors and the payment.
import {
  checkCvc,
  checkEmail,
  checkExpiry,
  checkHolder,
  checkIban,
  checkNumber,
  detectBrand,
  formatExpiry,
  formatIban,
  formatNumber,
  readDigits,
  readExpiry,
} from './card-fields.js';

const SOURCE = 'stripe-sandbox';
const query = new URLSearchParams(location.search);
const channel = query.get('channel');
const parentOrigin = query.get('parent') ?? '';
const target = parentOrigin === 'null' ? '*' : parentOrigin;

const byId = (id) => document.getElementById(id);
const [form, tabs, brand] = [byId('form'), byId('tabs'), byId('brand')];
const FIELDS = { card: ['number', 'expiry', 'cvc'], ideal: [], sepa_debit: ['iban', 'holder', 'email'] };
const inputs = Object.fromEntries(
  Object.values(FIELDS)
    .flat()
    .map((name) => [name, byId(name)]),
);
const state = { publishableKey: '', clientSecret: '', type: 'card', types: ['card'], isReady: false };

const post = (type, payload = {}, id = undefined) =>
  window.parent.postMessage({ source: SOURCE, channel, type, id, payload }, target);

const computeToday = () => {
  const [month, year] = new Intl.DateTimeFormat('en-US', { month: 'numeric', year: 'numeric' }).format().split('/').map(Number);
  return { month, year };
};

const CHECKS = {
  number: () => checkNumber(inputs.number.value),
  expiry: () => checkExpiry(inputs.expiry.value, computeToday()),
  cvc: () => checkCvc(inputs.cvc.value, inputs.number.value),
  iban: () => checkIban(inputs.iban.value),
  holder: () => checkHolder(inputs.holder.value),
  email: () => checkEmail(inputs.email.value),
};

function showError(name, error) {
  byId(`${name}-error`).textContent = error?.message ?? '';
  inputs[name].setAttribute('aria-invalid', String(error !== null));
}

function validate() {
  const found = FIELDS[state.type].map((name) => [name, CHECKS[name]()]);
  for (const [name, error] of found) showError(name, error);
  const first = found.find(([, error]) => error !== null);
  if (first === undefined) return null;
  inputs[first[0]].focus();
  return { type: 'validation_error', code: first[1].code, message: first[1].message };
}

function announceChange() {
  const names = FIELDS[state.type];
  const isEmpty = names.length > 0 && names.every((name) => inputs[name].value === '');
  const isComplete = names.every((name) => CHECKS[name]() === null);
  post('change', { elementType: 'payment', empty: isEmpty, complete: isComplete, collapsed: false, value: { type: state.type } });
}

function selectType(type, isFocused = false) {
  state.type = type;
  for (const tab of tabs.querySelectorAll('button')) {
    const isSelected = tab.dataset.type === type;
    tab.setAttribute('aria-selected', String(isSelected));
    tab.tabIndex = isSelected ? 0 : -1;
    byId(tab.getAttribute('aria-controls')).hidden = !isSelected;
    if (isSelected && isFocused) tab.focus();
  }
  announceChange();
}

function showTypes(types) {
  state.types = types.filter((type) => Object.hasOwn(FIELDS, type));
  const hasTabs = state.types.length > 1;
  tabs.hidden = !hasTabs;
  byId('panel-card').setAttribute('role', hasTabs ? 'tabpanel' : 'group');
  for (const tab of tabs.querySelectorAll('button')) tab.hidden = !state.types.includes(tab.dataset.type);
  selectType(state.types.includes(state.type) ? state.type : (state.types[0] ?? 'card'));
}

const VARIABLES = {
  colorPrimary: '--primary',
  colorText: '--text',
  colorBackground: '--background',
  colorDanger: '--danger',
  borderRadius: '--radius',
};

function applyAppearance(appearance = {}) {
  const root = document.documentElement.style;
  const night =
    appearance.theme === 'night'
      ? { colorBackground: '#30313d', colorText: '#ffffff', colorPrimary: '#85d996', colorDanger: '#fe87a1' }
      : {};
  const variables = { ...night, ...appearance.variables };
  for (const [name, property] of Object.entries(VARIABLES)) {
    if (typeof variables[name] === 'string') root.setProperty(property, variables[name]);
  }
  if (typeof variables.fontFamily === 'string') root.setProperty('font-family', variables.fontFamily);
  if (typeof variables.fontSizeBase === 'string') root.setProperty('font-size', variables.fontSizeBase);
}

async function callApi(method, path, parameters) {
  const body = new URLSearchParams({ key: state.publishableKey, ...parameters });
  const address = `/v1/${path}`;
  try {
    const response = await fetch(method === 'GET' ? `${address}?${body}` : address, method === 'GET' ? {} : { method, body });
    const answer = await response.json();
    return answer.error ? { error: answer.error } : { paymentIntent: answer };
  } catch {
    return {
      error: {
        type: 'api_connection_error',
        message: 'We could not reach the payment service. Check your connection and try again.',
      },
    };
  }
}

async function load() {
  const id = state.clientSecret.split('_secret_')[0];
  const { paymentIntent, error } = await callApi('GET', `payment_intents/${id}`, { client_secret: state.clientSecret });
  if (error) return post('loaderror', { elementType: 'payment', error });
  form.hidden = false;
  if (!state.isReady) post('ready', { elementType: 'payment' });
  state.isReady = true;
  showTypes(paymentIntent.payment_method_types);
}

const flatten = (prefix, value) =>
  Object.entries(value).flatMap(([name, item]) => {
    const path = `${prefix}[${name}]`;
    if (item === null || item === undefined) return [];
    return typeof item === 'object' ? flatten(path, item) : [[path, String(item)]];
  });

function buildMethodData(billingDetails) {
  const expiry = readExpiry(inputs.expiry.value) ?? { month: 0, year: 0 };
  const card = { number: readDigits(inputs.number.value), exp_month: expiry.month, exp_year: expiry.year, cvc: inputs.cvc.value };
  const account = { name: inputs.holder.value.trim(), email: inputs.email.value.trim() };
  const data = {
    card: { type: 'card', card, billing_details: billingDetails },
    ideal: { type: 'ideal', billing_details: billingDetails },
    sepa_debit: {
      type: 'sepa_debit',
      sepa_debit: { iban: inputs.iban.value.replace(/\s/g, '') },
      billing_details: { ...billingDetails, ...account },
    },
  };
  return Object.fromEntries(flatten('payment_method_data', data[state.type]));
}

function setBusy(isBusy) {
  for (const control of form.querySelectorAll('input, button')) control.disabled = isBusy;
}

async function confirm({ clientSecret, returnUrl, billingDetails, receiptEmail, shipping }) {
  const invalid = validate();
  if (invalid !== null) return { error: invalid };
  const parameters = {
    ...buildMethodData(billingDetails),
    ...Object.fromEntries(shipping ? flatten('shipping', shipping) : []),
    ...(receiptEmail ? { receipt_email: receiptEmail } : {}),
    ...(returnUrl ? { return_url: returnUrl } : {}),
    client_secret: clientSecret,
    expected_payment_method_type: state.type,
    use_stripe_sdk: 'true',
  };
  setBusy(true);
  const result = await callApi('POST', `payment_intents/${clientSecret.split('_secret_')[0]}/confirm`, parameters);
  setBusy(false);
  return result;
}

const COMMANDS = {
  init: (payload) => {
    Object.assign(state, { publishableKey: payload.publishableKey, clientSecret: payload.clientSecret });
    applyAppearance(payload.appearance);
    return load();
  },
  update: (payload) => applyAppearance(payload.appearance),
  refresh: load,
  submit: () => {
    const error = validate();
    return error === null ? { selectedPaymentMethod: state.type } : { error };
  },
  confirm,
  focus: () => inputs[FIELDS[state.type][0]]?.focus(),
  blur: () => document.activeElement?.blur(),
  clear: () => {
    for (const [name, input] of Object.entries(inputs)) {
      input.value = '';
      showError(name, null);
    }
    announceChange();
  },
};

window.addEventListener('message', async (event) => {
  if (event.source !== window.parent || event.origin !== parentOrigin) return;
  const { source, type, id, payload } = event.data ?? {};
  if (source !== SOURCE || event.data.channel !== channel || !Object.hasOwn(COMMANDS, type)) return;
  post('answer', (await COMMANDS[type](payload ?? {})) ?? {}, id);
});

inputs.number.addEventListener('input', () => {
  const isAtEnd = inputs.number.selectionStart === inputs.number.value.length;
  const caret = readDigits(inputs.number.value.slice(0, inputs.number.selectionStart ?? 0)).length;
  inputs.number.value = formatNumber(inputs.number.value);
  brand.textContent = detectBrand(readDigits(inputs.number.value))?.name ?? '';
  if (isAtEnd) return;
  const position = [...inputs.number.value].findIndex(
    (_, index, all) => readDigits(all.slice(0, index).join('')).length === caret,
  );
  inputs.number.setSelectionRange(Math.max(0, position), Math.max(0, position));
});
inputs.expiry.addEventListener('input', (event) => {
  inputs.expiry.value = formatExpiry(inputs.expiry.value, event.inputType?.startsWith('delete'));
});
inputs.cvc.addEventListener('input', () => {
  const length = detectBrand(readDigits(inputs.number.value))?.cvcLength ?? 4;
  inputs.cvc.value = inputs.cvc.value.replace(/\D/g, '').slice(0, length);
});
inputs.iban.addEventListener('input', () => {
  if (inputs.iban.selectionStart === inputs.iban.value.length) inputs.iban.value = formatIban(inputs.iban.value);
});
for (const [name, input] of Object.entries(inputs)) {
  input.addEventListener('input', () => {
    showError(name, null);
    announceChange();
  });
  input.addEventListener('blur', () => {
    // An empty field is not yet wrong; leaving a half-filled one is.
    if (input.value !== '') showError(name, CHECKS[name]());
  });
  input.addEventListener('focus', () => post('focus', { elementType: 'payment' }));
}
tabs.addEventListener('click', (event) => {
  const tab = event.target.closest('button');
  if (tab) selectType(tab.dataset.type);
});
tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const index = (state.types.indexOf(state.type) + step + state.types.length) % state.types.length;
  selectType(state.types[index], true);
});

new ResizeObserver(() => post('height', { height: Math.ceil(document.documentElement.getBoundingClientRect().height) })).observe(
  document.body,
);
post('loaded');
