#!/usr/bin/env node
/** Every exported function and class of src/ begins with a comment that says what it is for. */
import ts from 'typescript';

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();

let missing = 0;
for (const file of program.getSourceFiles()) {
  if (!/\/src\/.*(?<!\.d)\.ts$/.test(file.fileName) || file.fileName.includes('/node_modules/')) continue;
  for (const statement of file.statements) {
    if (!isExported(statement) || ts.getJSDocCommentsAndTags(statement).length > 0) continue;
    for (const declared of functionsOf(statement)) {
      missing++;
      const { line } = file.getLineAndCharacterOfPosition(statement.getStart());
      console.error(
        `${file.fileName}:${line + 1}: ${declared.name?.getText() ?? 'default'} has no docstring`,
      );
    }
  }
}
process.exit(missing === 0 ? 0 : 1);

/** Whether a statement begins with `export`. */
function isExported(statement) {
  return ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport) === true;
}

function isExport({ kind }) {
  return kind === ts.SyntaxKind.ExportKeyword;
}

/** The functions and classes that a statement declares; a constant that can be called is one. */
function functionsOf(statement) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement];
  if (!ts.isVariableStatement(statement)) return [];
  const isCalled = each => checker.getTypeAtLocation(each).getCallSignatures().length > 0;
  return statement.declarationList.declarations.filter(isCalled);
}
