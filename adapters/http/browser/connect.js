// The page of a printed link: takes the visitor to the settings of his own website. The link's secret stays in the fragment.
const form = document.querySelector('[data-link-form]');
const field = document.querySelector('#site');
const problem = document.querySelector('#problem');

/** Whether a host is this very machine, where nothing needs to be encrypted. */
const isLoopback = (hostname) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** Reads what people type as the address of their website, also when it is that of its login or settings. */
function readSite(text) {
  const typed = text.trim();
  const isBare = !/^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const scheme = isLoopback(typed.replace(/[:/][^\]]*$/, '')) ? 'http' : 'https';
  let url;
  try {
    url = new URL(isBare ? `${scheme}://${typed}` : typed);
  } catch {
    return { error: 'wrong' };
  }
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || !(url.hostname.includes('.') || isLoopback(url.hostname))) return { error: 'wrong' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { error: 'insecure' };
  const path = url.pathname.replace(/\/wp-(admin|login\.php)(\/.*)?$/, '').replace(/\/+$/, '');
  return { site: `${url.origin}${path}` };
}

function complain(error) {
  problem.textContent = problem.dataset[error];
  problem.hidden = false;
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', 'problem site-hint');
  field.focus();
}

if (form !== null && /^#hfc_[A-Za-z0-9_-]{43}$/.test(location.hash)) {
  document.querySelector('[data-without-link]').hidden = true;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { site, error } = readSite(field.value);
    if (error !== undefined) complain(error);
    else location.assign(`${site}/wp-admin/admin.php?page=holdfast-booking#link=${encodeURIComponent(location.href)}`);
  });
}
