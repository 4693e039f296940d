/** The browser is the system's own: none is downloaded. */
module.exports = { skipDownload: true };
