export * from './page.schema';
export * from './problem.schema';
