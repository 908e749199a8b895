export { abortForm, pairHallForm, roundForm } from './admin.ts';
