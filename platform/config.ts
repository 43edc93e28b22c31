import { z } from 'zod';

/**
 * Where people sign in: `internal=https://...` (the ministry's intranet) or `external=https://...` (OSS, Portal account),
 * several separated by commas. The kind decides which roles its tokens may carry (28/24 L-II D.1).
 */
const issuers = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(
          /^(internal|external)=https?:\/\/[^\s=]+$/,
          'write internal=https://... or external=https://..., separated by commas',
        )
        .transform((part) => {
          const [kind, url] = part.split(/=(.*)/s) as ['internal' | 'external', string];
          return { kind, url };
        })
        .refine(({ url }) => url.startsWith('https:') || isThisMachine(url), {
          message: 'plain http is allowed for this machine only (127.0.0.1)',
        }),
    ),
  );

/** By the host that would really be asked: in `http://127.0.0.1:80@elsewhere` that is elsewhere. */
function isThisMachine(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

const megabytes = 1024 * 1024;

/** Every variable that the system knows, with what it means. A process that cannot be configured does not start. */
export const Environment = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta({ description: 'PostgreSQL, as the application: a login that may act as the role sip_app' }),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta({
      description: 'PostgreSQL, as the owner of the tables: for migrations and seed only; DATABASE_URL when absent',
    }),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s:/]+:\d+$/, 'write host:port')
    .meta({ description: "Temporal's front end" }),
  TEMPORAL_NAMESPACE: z.string().min(1).default('back-office'),
  TEMPORAL_TLS_SERVER_NAME: z.string().min(1).optional().meta({
    description: "the name that Temporal's certificate must carry; with any TEMPORAL_TLS_* the connection is TLS",
  }),
  TEMPORAL_TLS_CA_FILE: z.string().min(1).optional().meta({
    description: "who issues Temporal's certificate, PEM; the authorities that the machine knows when absent",
  }),
  TEMPORAL_TLS_CERT_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'the certificate by which Temporal knows this process (mutual TLS), PEM' }),
  TEMPORAL_TLS_KEY_FILE: z.string().min(1).optional().meta({ description: 'its key, PEM' }),
  TEMPORAL_UI_URL: z.url().optional().meta({ description: "Temporal's UI, for the link from a case to its workflow" }),
  TASK_QUEUE: z.string().min(1).default('back-office').meta({
    description:
      'work that moves cases; the machine checks use the same name with -checks, in a worker process of their own',
  }),
  OIDC_ISSUERS: issuers,
  OIDC_AUDIENCE: z
    .string()
    .min(1)
    .default('sip-back-office')
    .meta({ description: 'the audience that a token must name' }),
  OIDC_CLAIMS: z.enum(['registered', 'shipped']).default('registered').meta({
    description:
      'shipped: for the hour in which a recorded claims mapping has locked everybody out, tokens are read by sip_roles and sip_unit',
  }),
  OIDC_PAGE_CLIENT: z.string().min(1).optional().meta({
    description:
      'public client (code with PKCE) at the first issuer with which the page /docs lets people sign in; none when absent',
  }),
  API_DOCS: z.enum(['signed-in', 'open']).default('signed-in').meta({
    description: 'who reads the page /docs and the OpenAPI documents: open is for development',
  }),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3).default('SIP Back Office <sip@kemendag.go.id>'),
  STORAGE_URL: z.url({ protocol: /^file$/ }).meta({ description: 'where files are kept: file:///absolute/folder' }),
  STORAGE_PLACE: z
    .string()
    .min(1)
    .default('Pusat Data Kementerian Perdagangan')
    .meta({ description: 'the place of storage named in the record (39/21 19)' }),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  API_TLS_CERT_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'certificate chain of the API, PEM: it then speaks https by itself; plain http when absent' }),
  API_TLS_KEY_FILE: z.string().min(1).optional().meta({ description: 'its key, PEM' }),
  PUBLIC_URL: z.url().optional().meta({ description: 'how others reach the API; links in answers and mails' }),
  UPLOAD_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(1024 * megabytes)
    .meta({ description: 'the largest upload' }),
  UPLOAD_IDLE_SECONDS: z.coerce.number().positive().default(60).meta({
    description: 'seconds without a byte after which a request whose body is not all there is ended',
  }),
  JSON_BODY_SECONDS: z.coerce.number().positive().default(120).meta({
    description: 'seconds within which a body in JSON is all there, or its request is ended however steadily it comes',
  }),
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().positive().default(600).meta({
    description: 'requests of one person or machine, counted by each API process for itself, as the next two are',
  }),
  UPLOADS_PER_HOUR: z.coerce.number().int().positive().default(300).meta({ description: 'files that one may send' }),
  EXPORTS_PER_HOUR: z.coerce
    .number()
    .int()
    .positive()
    .default(600)
    .meta({ description: 'files that one may fetch: tables, lists, templates, packs of evidence' }),
  WORKER_CACHED_WORKFLOWS: z.coerce.number().int().min(4).default(400),
  WORKER_SLOTS: z.coerce
    .number()
    .int()
    .min(1)
    .default(40)
    .meta({ description: 'workflow tasks at once; the cache must hold at least four times as many' }),
  WORKFLOW_BUNDLE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'bundle of the workflows made at image build; bundled at start when absent' }),
  METRICS_ADDRESS: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3}){3}:\d+$/, 'write ip:port')
    .optional()
    .meta({
      description:
        'where this process shows its measurements to Prometheus, apart from the address that people use; nowhere when absent',
    }),
  CHECKS_MEMORY: z
    .string()
    .regex(/^\d+MB$/, 'write for instance 512MB')
    .default('512MB'),
  DRY_RUNS_PER_UNIT: z.coerce.number().int().min(1).default(2).meta({
    description: 'dry runs of one unit that may wait or run at once; they stand behind all submissions in any case',
  }),
  DRY_RUNS_KEPT_HOURS: z.coerce
    .number()
    .positive()
    .default(24)
    .meta({ description: 'hours after which an ended dry run is removed with its report and list' }),
  SIGNER_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'the key with which a worker signs anchors, PEM; no anchors are made when absent' }),
  SIGNER_CERTIFICATE_FILE: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'its certificate, then those who issued it, PEM (Sertifikat Elektronik, 39/21 31(3))' }),
  SIGNER_TRUST_FILE: z.string().min(1).optional().meta({
    description: 'certificates that are believed when anchors are verified, PEM; SIGNER_CERTIFICATE_FILE when absent',
  }),
  ANCHOR_EXPORT: z
    .url({ protocol: /^file$/ })
    .optional()
    .meta({ description: 'a folder outside of the database where every anchor is kept too: file:///absolute/folder' }),
  ANCHOR_EVERY_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = z.infer<typeof Environment>;

/** The configuration of this process, or its end with a sentence for every fault. */
export function configOrEnd(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return process.exit(2);
  }
}

/** A key is nothing without its certificate. */
const pairs = [
  ['SIGNER_CERTIFICATE_FILE', 'SIGNER_KEY_FILE'],
  ['API_TLS_CERT_FILE', 'API_TLS_KEY_FILE'],
  ['TEMPORAL_TLS_CERT_FILE', 'TEMPORAL_TLS_KEY_FILE'],
] as const;

const paired = ({ value, issues }: z.core.ParsePayload<Partial<z.infer<typeof Environment>>>): void => {
  for (const [certificate, key] of pairs)
    if ((value[certificate] === undefined) !== (value[key] === undefined))
      issues.push({ code: 'custom', input: value, path: [certificate], message: `goes together with ${key}` });
};

/** The recorder is a local activity: with a smaller cache, cases that are thrown out of it stall. */
const Usable = Environment.check(paired).refine((config) => config.WORKER_CACHED_WORKFLOWS >= 4 * config.WORKER_SLOTS, {
  path: ['WORKER_CACHED_WORKFLOWS'],
  message: 'must be at least 4 x WORKER_SLOTS',
  when: ({ value }) => Environment.pick({ WORKER_CACHED_WORKFLOWS: true, WORKER_SLOTS: true }).safeParse(value).success,
});

/** All faults at once, each naming its variable; thrown before anything is opened. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  return read(Usable, environment);
}

/** The part that a job needs which only speaks to Temporal. */
export function readTemporalConfig(environment: NodeJS.ProcessEnv): TemporalConfig {
  return read(Temporal, environment);
}

const Temporal = Environment.pick({
  TEMPORAL_ADDRESS: true,
  TEMPORAL_NAMESPACE: true,
  TEMPORAL_TLS_SERVER_NAME: true,
  TEMPORAL_TLS_CA_FILE: true,
  TEMPORAL_TLS_CERT_FILE: true,
  TEMPORAL_TLS_KEY_FILE: true,
});
type TemporalConfig = z.infer<typeof Temporal>;

/** A variable that is set to nothing is not set: compose files pass on what nobody filled in. */
function read<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.output<S> {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) throw new Error(`Configuration is not usable:\n${faults(parsed.error)}`);
  return parsed.data;
}

function faults(error: z.ZodError): string {
  return error.issues.map((issue) => `  ${String(issue.path[0])}: ${issue.message}`).join('\n');
}
