/** Whether an answer, as it was read, names the job with this id. A short number is in many texts, and names nothing. */
export function namesJob(text: unknown, id: string): boolean {
  if (typeof text !== 'string' || /^\d{1,7}$/.test(id)) return false;
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
    const around = `${text[at - 1] ?? ''} ${text[at + id.length] ?? ''}`;
    if (!/[\w-]/.test(around)) return true;
  }
  return false;
}
