/** Loaded before a command: it ends when the process that started it is gone, however that went. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
