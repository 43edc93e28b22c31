# Node runs the TypeScript sources as they are: nothing is compiled but Prisma's client and the bundle of the workflows.
FROM node:24.21-bookworm-slim AS base
WORKDIR /app
ENV NODE_ENV=production

# With the development tools: they make the client and the bundle, and stay behind. No package needs its install script.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY activities activities
COPY api api
COPY domain domain
COPY platform platform
COPY prisma prisma
COPY workflows workflows
RUN node prisma/generate.ts && node activities/bundle.ts workflow-bundle.js

# Without them. Prisma's command line is an optional peer of its client, so `--omit=dev` alone would keep it and its 250 MB.
FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm pkg delete devDependencies \
  && npm ci --omit=dev --omit=peer --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node

FROM base AS office
RUN install -d -o node -g node -m 0750 /var/lib/sip/storage /var/lib/sip/anchors
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY activities activities
COPY api api
COPY domain domain
COPY platform platform
COPY prisma prisma
COPY workflows workflows
COPY --from=build /app/prisma/generated prisma/generated
COPY --from=build /app/workflow-bundle.js workflow-bundle.js
ENV WORKFLOW_BUNDLE=/app/workflow-bundle.js
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "const { API_PORT, API_TLS_CERT_FILE: tls } = process.env; require(tls ? 'node:https' : 'node:http').get({ host: '127.0.0.1', port: API_PORT || 3000, path: '/livez', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
CMD ["node", "api/server.ts"]
