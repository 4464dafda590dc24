// A local stand-in for Stripe.js (endive): the same calls and answers, for the payment sandbox. No real money.
(function defineStripe() {
  'use strict';
  const ORIGIN = new URL(document.currentScript.src).origin;
  const SOURCE = 'stripe-sandbox';
  const LOAD_LIMIT_MS = 15_000;
  const CONNECTION_ERROR = {
    type: 'api_connection_error',
    message: 'We could not reach the payment service. Check your connection and try again.',
  };

  function refuse(message) {
    const error = new Error(message);
    error.name = 'IntegrationError';
    throw error;
  }

  function refuseUnknown(where, options, known) {
    for (const name of Object.keys(options)) {
      if (name === 'paymentMethodTypes')
        refuse(`${where}: paymentMethodTypes is no longer supported. Use allowedPaymentMethodTypes.`);
      if (!known.includes(name)) refuse(`${where}: ${name} is not a parameter that this sandbox knows.`);
    }
  }

  const readId = (clientSecret) => String(clientSecret).split('_secret_')[0];

  function checkSecret(where, clientSecret) {
    if (!/^pi_\w+_secret_\w+$/.test(String(clientSecret)))
      refuse(`${where}: you must provide the client secret of a PaymentIntent.`);
    return clientSecret;
  }

  // One frame with one form: sends commands, waits for their answers, hands events over.
  function createFrame(onEvent) {
    const channel = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
    const waiting = new Map();
    let isLoaded = false;
    let queue = [];
    const frame = document.createElement('iframe');
    frame.src = `${ORIGIN}/elements/payment?channel=${channel}&parent=${encodeURIComponent(window.origin)}`;
    frame.title = 'Secure payment input frame';
    frame.allow = 'payment *';
    Object.assign(frame.style, { display: 'block', border: '0', margin: '-4px', width: 'calc(100% + 8px)', height: '222px' });
    // The frame sets its own colours; without this a dark page gets an opaque white box behind it.
    frame.style.colorScheme = 'light';

    const deliver = (message) => frame.contentWindow?.postMessage({ source: SOURCE, channel, ...message }, ORIGIN);
    function listen(event) {
      if (event.origin !== ORIGIN || event.source !== frame.contentWindow || event.data?.channel !== channel) return;
      const { type, id, payload } = event.data;
      if (type === 'answer') {
        waiting.get(id)?.(payload);
        waiting.delete(id);
      } else if (type === 'loaded') {
        isLoaded = true;
        for (const message of queue) deliver(message);
        queue = [];
      } else if (type === 'height') {
        frame.style.height = `${payload.height}px`;
      } else {
        onEvent(type, payload);
      }
    }
    window.addEventListener('message', listen);
    const patience = setTimeout(() => {
      if (!isLoaded) onEvent('loaderror', { elementType: 'payment', error: CONNECTION_ERROR });
    }, LOAD_LIMIT_MS);
    return {
      node: frame,
      send(type, payload) {
        const id = `${type}-${waiting.size}-${Math.random()}`;
        const message = { type, id, payload };
        return new Promise((resolve) => {
          waiting.set(id, resolve);
          if (isLoaded) deliver(message);
          else queue.push(message);
        });
      },
      remove() {
        clearTimeout(patience);
        window.removeEventListener('message', listen);
        for (const resolve of waiting.values())
          resolve({ error: { type: 'invalid_request_error', message: 'The payment form was removed.' } });
        frame.remove();
      },
    };
  }

  function createElement(group, onDestroyed) {
    const listeners = new Map();
    let frame = null;
    const emit = (type, payload) => {
      for (const listener of listeners.get(type) ?? []) listener(payload);
    };
    const element = {
      mount(target) {
        const host = typeof target === 'string' ? document.querySelector(target) : target;
        if (host?.nodeType !== 1) refuse('mount(): the target does not exist in the page.');
        element.unmount();
        frame = createFrame(emit);
        host.replaceChildren(frame.node);
        void frame.send('init', {
          publishableKey: group.publishableKey,
          clientSecret: group.clientSecret,
          appearance: group.appearance,
        });
        return element;
      },
      unmount() {
        frame?.remove();
        frame = null;
        return element;
      },
      destroy() {
        element.unmount();
        listeners.clear();
        onDestroyed();
        return element;
      },
      on(type, listener) {
        listeners.set(type, [...(listeners.get(type) ?? []), listener]);
        return element;
      },
      once(type, listener) {
        const once = (payload) => {
          element.off(type, once);
          listener(payload);
        };
        return element.on(type, once);
      },
      off(type, listener) {
        listeners.set(type, listener ? (listeners.get(type) ?? []).filter((known) => known !== listener) : []);
        return element;
      },
      update: () => element,
      focus: () => void frame?.send('focus'),
      blur: () => void frame?.send('blur'),
      clear: () => void frame?.send('clear'),
      collapse: () => element,
    };
    return { element, send: (type, payload) => frame?.send(type, payload) ?? null };
  }

  const groups = new WeakMap();

  function createElements(publishableKey, options) {
    refuseUnknown('elements()', options, ['clientSecret', 'appearance', 'locale', 'fonts', 'loader', 'developerTools']);
    const group = {
      publishableKey,
      clientSecret: checkSecret('elements()', options.clientSecret),
      appearance: options.appearance,
      payment: null,
    };
    const sendOrFail = (type, payload) =>
      group.payment?.send(type, payload) ?? refuse('The Payment Element must be mounted first.');
    const elements = {
      create(type) {
        if (type !== 'payment') refuse(`elements.create('${type}'): this sandbox has the Payment Element only.`);
        if (group.payment !== null) refuse("elements.create('payment'): there is already a Payment Element in this group.");
        group.payment = createElement(group, () => (group.payment = null));
        return group.payment.element;
      },
      getElement: (type) => (type === 'payment' ? (group.payment?.element ?? null) : null),
      update(changes) {
        refuseUnknown('elements.update()', changes, ['appearance', 'locale']);
        group.appearance = { ...group.appearance, ...changes.appearance };
        void group.payment?.send('update', { appearance: group.appearance });
      },
      submit: async () => sendOrFail('submit'),
      async fetchUpdates() {
        await sendOrFail('refresh');
        return {};
      },
    };
    groups.set(elements, { ...group, confirm: (payload) => sendOrFail('confirm', payload) });
    return elements;
  }

  // 3-D Secure: a modal dialog keeps focus and makes the page behind it inert; Escape fails the authentication.
  function openChallenge(address) {
    const dialog = document.createElement('dialog');
    dialog.setAttribute('aria-label', 'Confirm your payment');
    Object.assign(dialog.style, {
      position: 'fixed',
      inset: '0',
      width: '100%',
      height: '100%',
      maxWidth: '100%',
      maxHeight: '100%',
    });
    Object.assign(dialog.style, {
      margin: '0',
      padding: '0',
      border: '0',
      overflow: 'hidden',
      background: 'rgb(17 24 39 / 55%)',
    });
    const frame = document.createElement('iframe');
    frame.src = `${address}#parent=${encodeURIComponent(window.origin)}`;
    frame.title = 'Confirm your payment';
    Object.assign(frame.style, {
      display: 'block',
      width: '100%',
      height: '100%',
      border: '0',
      background: 'transparent',
      colorScheme: 'light',
    });
    dialog.append(frame);
    document.body.append(dialog);
    const before = document.activeElement;
    return new Promise((resolve) => {
      function listen(event) {
        if (event.origin !== ORIGIN || event.source !== frame.contentWindow || event.data?.type !== 'action_ended') return;
        window.removeEventListener('message', listen);
        dialog.close();
        dialog.remove();
        before?.focus?.();
        resolve();
      }
      window.addEventListener('message', listen);
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        frame.contentWindow?.postMessage({ type: 'action_refused' }, ORIGIN);
      });
      dialog.showModal();
      frame.addEventListener('load', () => frame.focus());
    });
  }

  async function retrieve(publishableKey, clientSecret) {
    const query = new URLSearchParams({ key: publishableKey, client_secret: clientSecret });
    try {
      const response = await fetch(`${ORIGIN}/v1/payment_intents/${readId(clientSecret)}?${query}`);
      const answer = await response.json();
      return answer.error ? { error: answer.error } : { paymentIntent: answer };
    } catch {
      return { error: CONNECTION_ERROR };
    }
  }

  async function finishAction(publishableKey, paymentIntent) {
    const action = paymentIntent.next_action;
    if (paymentIntent.status !== 'requires_action' || action === null) return { paymentIntent };
    if (action.type === 'redirect_to_url') {
      window.location.assign(action.redirect_to_url.url);
      return new Promise(() => undefined);
    }
    await openChallenge(action.use_stripe_sdk.stripe_js);
    const result = await retrieve(publishableKey, paymentIntent.client_secret);
    const lastError = result.paymentIntent?.status === 'requires_payment_method' ? result.paymentIntent.last_payment_error : null;
    return lastError ? { error: { ...lastError, payment_intent: result.paymentIntent } } : result;
  }

  function goTo(returnUrl, paymentIntent) {
    const address = new URL(returnUrl);
    address.searchParams.set('payment_intent', paymentIntent.id);
    address.searchParams.set('payment_intent_client_secret', paymentIntent.client_secret);
    address.searchParams.set('redirect_status', paymentIntent.status === 'processing' ? 'pending' : 'succeeded');
    window.location.assign(address.href);
    return new Promise(() => undefined);
  }

  async function confirmPayment(publishableKey, options) {
    refuseUnknown('confirmPayment()', options, ['elements', 'clientSecret', 'confirmParams', 'redirect']);
    const group = groups.get(options.elements) ?? refuse('confirmPayment(): `elements` must come from stripe.elements().');
    const parameters = options.confirmParams ?? {};
    const isAlways = (options.redirect ?? 'always') === 'always';
    if (isAlways && !parameters.return_url) refuse('confirmPayment(): `confirmParams.return_url` is required.');
    const result = await group.confirm({
      clientSecret: checkSecret('confirmPayment()', options.clientSecret ?? group.clientSecret),
      returnUrl: parameters.return_url,
      billingDetails: parameters.payment_method_data?.billing_details,
      receiptEmail: parameters.receipt_email,
      shipping: parameters.shipping,
    });
    if (result.error) return { error: result.error };
    const finished = await finishAction(publishableKey, result.paymentIntent);
    return finished.error || !isAlways ? finished : goTo(parameters.return_url, finished.paymentIntent);
  }

  window.Stripe = function Stripe(publishableKey) {
    if (typeof publishableKey !== 'string' || publishableKey === '') refuse('Stripe(): you must provide your publishable key.');
    if (!publishableKey.startsWith('pk_')) refuse('Stripe(): use your publishable key; a secret key must never reach a browser.');
    return {
      elements: (options = {}) => createElements(publishableKey, options),
      confirmPayment: (options = {}) => confirmPayment(publishableKey, options),
      retrievePaymentIntent: async (clientSecret) =>
        retrieve(publishableKey, checkSecret('retrievePaymentIntent()', clientSecret)),
      async handleNextAction({ clientSecret }) {
        const result = await retrieve(publishableKey, checkSecret('handleNextAction()', clientSecret));
        return result.error ? result : finishAction(publishableKey, result.paymentIntent);
      },
    };
  };
  window.Stripe.version = 'endive';
})();
