/**
 * The follow-up's tables, by subject. Evidence is append-only by grants and triggers of the guards migration;
 * `standing` alone is derived and may be written over.
 */
export { tracker } from './tracker/base.ts';
export * from './tracker/projects.ts';
export * from './tracker/reports.ts';
export * from './tracker/lights.ts';
export * from './tracker/supervision.ts';
export * from './tracker/changes.ts';
export * from './tracker/satisfaction.ts';
