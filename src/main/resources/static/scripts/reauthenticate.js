// A form whose sender signed in too long ago is answered with 204 and a cookie that holds the form's number. The page stays as it is,
// with all that was typed and chosen. This asks for the password in a dialog and then sends the form once more.
const NUMBER = '_dialog';
const dialog = document.getElementById('reauthenticate');
let sent = null;
let watch = 0;
let withoutDialog = null;

const forget = () => {
  clearInterval(watch);
  sent = null;
};

const send = ({ form, button }) => form.requestSubmit(button?.form === form ? button : null);

const request = (init) => fetch(dialog.dataset.address, { ...init, headers: { 'X-Dialog': 'true' }, redirect: 'manual' });

const show = (html) => {
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('[type="password"]').focus();
};

const tell = (what) => {
  const trouble = dialog.querySelector('[role="alert"]');
  if (!trouble) return;
  trouble.textContent = trouble.dataset[what];
  trouble.hidden = false;
};

// The token is that of the page's form: it is refused if somebody else signed in here since the page was opened.
const confirm = async (password, asked) => {
  const body = new URLSearchParams(new FormData(password));
  body.set('_csrf', asked.form.elements._csrf.value);
  const answer = await request({ method: 'POST', body });
  if (!dialog.contains(password)) return;
  if (answer.status === 422) show(await answer.text());
  else if (answer.status === 403) tell('refused');
  else if (answer.status === 204 || answer.type === 'opaqueredirect') {
    // After a redirect nobody is signed in: the form leads to the sign-in page, which keeps what was typed.
    dialog.close();
    send(asked);
  } else tell('server');
};

const ask = async (asked) => {
  const answer = await request().catch(() => null);
  if (answer?.status !== 200) {
    withoutDialog = asked.form;
    send(asked);
    return;
  }
  show(await answer.text());
  let checking = false;
  dialog.onsubmit = async (event) => {
    event.preventDefault();
    if (checking) return;
    checking = true;
    await confirm(event.target, asked).catch(() => tell('network'));
    checking = false;
  };
};

if (dialog) {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    forget();
    if (form === withoutDialog) return;
    sent = { form, button: event.submitter, number: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    watch = setInterval(() => {
      if (!document.cookie.split('; ').includes(`${NUMBER}=${sent.number}`)) return;
      const asked = sent;
      forget();
      asked.form.dispatchEvent(new Event('not-sent', { bubbles: true }));
      ask(asked);
    }, 100);
  });
  document.addEventListener('formdata', (event) => {
    if (event.target === sent?.form) event.formData.set(NUMBER, sent.number);
  });
  window.addEventListener('pagehide', () => {
    forget();
    withoutDialog = null;
  });
  dialog.addEventListener('click', (event) => {
    if (event.target.matches('[data-cancel]')) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.replaceChildren());
}
