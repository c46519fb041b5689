/** Of a secret that AWS will delete, and that can be restored until then. */
export function scheduled(deletion: Date): string {
  return `scheduled for deletion on ${deletion.toISOString()}`;
}

/** The same, where it is not ours to restore. */
export function scheduledByOwner(deletion: Date): string {
  return `its owner scheduled it for deletion on ${deletion.toISOString()}`;
}
