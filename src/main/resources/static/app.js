// Makes pages quicker and safer to use; every one of them works without it.
(() => {
  // The colours change in place, without losing what is typed.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('[data-theme-switch]') || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
    document.documentElement.dataset.theme = theme;
    document.dispatchEvent(new Event('theme'));
    for (const button of document.querySelectorAll('[data-theme-switch] button')) {
      button.setAttribute('aria-pressed', String(button.value === theme));
    }
  });

  // Destructive work asks first: data-confirm on the form or on its button.
  document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // A form that is on its way is not sent again by a second click, whose answer would be the one that is shown: that a link was
  // used already, or that somebody else saved meanwhile.
  let underWay = new WeakSet();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (underWay.has(form)) {
      event.preventDefault();
      return;
    }
    underWay.add(form);
    setTimeout(() => underWay.delete(form), 5000);
  });
  window.addEventListener('pageshow', () => {
    underWay = new WeakSet();
  });

  // What takes a while says so: data-busy on the form.
  document.addEventListener('submit', (event) => {
    const text = event.target.dataset.busy;
    if (!text || event.defaultPrevented) return;
    const button = event.submitter;
    setTimeout(() => {
      button.disabled = true;
      button.textContent = text;
      event.target.setAttribute('aria-busy', 'true');
      say(text);
    });
  });
  // Whoever comes back to the page may send it anew.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.querySelector('[aria-busy="true"]')) window.location.reload();
  });

  // Menus close by Escape, by a click elsewhere, and when the keyboard goes on to what they would cover.
  const menus = () => document.querySelectorAll('details[data-menu][open]');
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  for (const elsewhere of ['click', 'focusin']) {
    document.addEventListener(elsewhere, (event) => {
      for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
    });
  }

  // What a page says of the last request came together with the place for it, which hardly any screen reader notices. It is said
  // once more in a place that was there, and empty, before.
  const voice = document.createElement('div');
  voice.className = 'visually-hidden';
  voice.setAttribute('role', 'status');
  document.body.append(voice);
  const say = (text) => {
    voice.textContent = '';
    setTimeout(() => { voice.textContent = text; }, 150);
  };
  const sayStatus = (part) => {
    const said = [...part.querySelectorAll('[role="status"]')].filter((place) => place !== voice);
    const text = said.map((place) => place.textContent.replace(/\s+/g, ' ').trim()).filter(Boolean).join(' ');
    if (text) say(text);
  };
  sayStatus(document);
  document.addEventListener('htmx:afterSwap', (event) => sayStatus(event.target));
  document.addEventListener('say', (event) => say(event.detail));

  // Whoever pressed a button goes on from there, though it was disabled or replaced meanwhile.
  let pressed = null;
  document.addEventListener('htmx:beforeRequest', (event) => {
    const focused = document.activeElement;
    if (focused.id && event.target.contains(focused)) pressed = focused.id;
  });
  document.addEventListener('htmx:afterRequest', () => {
    if (document.activeElement === document.body && pressed) document.getElementById(pressed)?.focus({ preventScroll: true });
    if (document.activeElement !== document.body) pressed = null;
  });

  // After a refused form the cursor stands at the first thing to put right: a field, and if a message above the form alone says what
  // is wrong, the field that it is about, or the message itself.
  const toFirstError = (part) => {
    const wrong = part.querySelector('[aria-invalid="true"]');
    const message = part.querySelector('[role="alert"][data-error-for]');
    if (wrong || !message) {
      wrong?.focus();
      return;
    }
    message.id = 'refused';
    message.tabIndex = -1;
    const field = document.getElementById(message.dataset.errorFor);
    field?.setAttribute('aria-describedby', message.id);
    (field ?? message).focus();
  };
  toFirstError(document);
  document.addEventListener('htmx:afterSwap', (event) => toFirstError(event.target));

  // A request in the background that failed is said aloud; one that met the sign-in page shows that page.
  const tell = (what) => {
    const trouble = document.getElementById('trouble');
    if (!trouble) return;
    trouble.hidden = !what;
    trouble.textContent = what ? trouble.dataset[what] : '';
    if (what) trouble.scrollIntoView({ block: 'nearest' });
  };
  // But for what a page asks for by itself (data-unasked): it asks again.
  const told = (what) => (event) => {
    if (!event.target.matches('[data-unasked]')) tell(what);
  };
  document.addEventListener('htmx:beforeRequest', told(null));
  document.addEventListener('htmx:sendError', told('network'));
  document.addEventListener('htmx:responseError', told('server'));
  document.addEventListener('htmx:beforeSwap', (event) => {
    const answered = event.detail.xhr.responseURL;
    if (answered && /\/(login|reauthenticate)$/.test(new URL(answered).pathname)) {
      event.detail.shouldSwap = false;
      window.location.assign(answered);
    }
  });
})();
