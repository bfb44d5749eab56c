export { writeXml } from './write-xml';
export { element, type XmlElement } from './xml-element';
