// After a refused form the cursor stands at the first thing to put right: a field, or, if a message above the form alone says what is
// wrong, the field that it is about, or the message itself.
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
