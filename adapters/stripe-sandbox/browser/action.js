// The overlay of 3-D Secure: tells the page around it how the step ended. It is opened by stripe.js in a frame of its own.
const form = document.querySelector('form');
const buttons = [...document.querySelectorAll('button')];

const parentOrigin = new URLSearchParams(location.hash.slice(1)).get('parent');
const target = parentOrigin === null || parentOrigin === 'null' ? '*' : parentOrigin;

async function finish(outcome) {
  for (const button of buttons) button.disabled = true;
  const attempt = form.elements.namedItem('attempt').value;
  try {
    await fetch(form.action, { method: 'POST', body: new URLSearchParams({ attempt, outcome }) });
  } finally {
    // Only that it ended: the page asks the API how.
    window.parent.postMessage({ source: 'stripe-sandbox', type: 'action_ended' }, target);
  }
}

if (form) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void finish(event.submitter?.value === 'succeeded' ? 'succeeded' : 'failed');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') void finish('failed');
  });
  window.addEventListener('message', (event) => {
    if (event.source === window.parent && event.data?.type === 'action_refused') void finish('failed');
  });
  buttons[0]?.focus();
}
