/** The pages' script, for browsers of any age. Nothing of it is needed: it only spares people waiting. */
export const SELFCARE_SCRIPT = `(function () {
  var largest = 10000000;
  document.querySelectorAll('form').forEach(function (form) {
    form.addEventListener('submit', function () {
      form.querySelectorAll('button').forEach(function (button) {
        setTimeout(function () {
          button.disabled = true;
        }, 0);
      });
    });
  });
  // Back from the next page, forms can be sent again.
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('button').forEach(function (button) {
      button.disabled = false;
    });
  });
  document.querySelectorAll('input[type=file]').forEach(function (input) {
    input.addEventListener('change', function () {
      var tooLarge = Array.from(input.files || []).some(function (file) {
        return file.size > largest;
      });
      input.setCustomValidity(tooLarge ? input.dataset.tooLarge || '' : '');
      input.reportValidity();
    });
  });
  // What was just sent gets its number within seconds.
  if (document.querySelector('[data-waits]'))
    setTimeout(function () {
      location.reload();
    }, 4000);
})();
`;
