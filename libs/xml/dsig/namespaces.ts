/** XML Signature Syntax and Processing (W3C, both editions). */
export const DSIG_NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';
