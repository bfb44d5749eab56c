'use strict';

// msgpackr asks for its native extractor and falls back to JavaScript when there is none.
module.exports = {};
