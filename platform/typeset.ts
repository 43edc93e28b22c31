import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/**
 * A PDF from one of our templates (Typst) and data: tagged, PDF/A-2a, fonts embedded. The data arrives as JSON text and is never
 * evaluated; the template finds no other file.
 */
export function typeset(template: string, data: object): Buffer {
  const compiler = NodeCompiler.create();
  const inputs = { data: JSON.stringify(data) };
  return compiler.pdf({ mainFileContent: template, inputs }, { pdfStandard: 'a-2a' });
}
