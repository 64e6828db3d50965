# syntax=docker/dockerfile:1
# Build: docker build -t blazormedia .        Run: docker run -p 5080:5080 -v blazormedia:/data blazormedia

# 1. Styles and scripts
FROM node:22-bookworm-slim AS assets
WORKDIR /src/wwwroot-assets
COPY wwwroot-assets/package.json wwwroot-assets/package-lock.json wwwroot-assets/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY wwwroot-assets/ ./
# The build writes beside itself, into ../BlazorMedia.Web/wwwroot.
RUN npm run build

# 2. The program
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# What decides the restore comes first, so that a change of the code does not download packages again.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY BlazorMedia.Domain/BlazorMedia.Domain.csproj BlazorMedia.Domain/
COPY BlazorMedia.Web/BlazorMedia.Web.csproj BlazorMedia.Web/
COPY BlazorMedia.Web/Build/ BlazorMedia.Web/Build/
RUN dotnet restore BlazorMedia.Web
COPY BlazorMedia.Domain/ BlazorMedia.Domain/
COPY BlazorMedia.Web/ BlazorMedia.Web/
COPY --from=assets /src/BlazorMedia.Web/wwwroot/ BlazorMedia.Web/wwwroot/
RUN dotnet publish BlazorMedia.Web -c Release -o /app --no-restore

# 3. What runs
FROM mcr.microsoft.com/dotnet/aspnet:10.0
# tini reaps the FFmpeg processes that outlive a crash of the program. The system's SQLite is a requirement, see docs/adr/0006.
# pg_dump backs up a PostgreSQL database; it must not be older than the server (compose.yaml).
# FFmpeg is the version of the base image's distribution, not the 5.1 of Debian 12 that the tests run with; another base image brings another one.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg libsqlite3-0 fonts-dejavu-core tini tzdata curl postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o "$APP_UID" -g "$APP_UID" /data
WORKDIR /app
COPY --from=build /app ./
# docker compose exec app blazormedia help
RUN printf '#!/bin/sh\nexec dotnet /app/BlazorMedia.Web.dll "$@"\n' > /usr/local/bin/blazormedia && chmod 755 /usr/local/bin/blazormedia
ENV BlazorMedia__DataDirectory=/data \
    ASPNETCORE_CONTENTROOT=/app \
    ASPNETCORE_URLS=http://+:5080
USER $APP_UID
VOLUME /data
EXPOSE 5080 1935 8554
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD curl -fsS -o /dev/null http://localhost:5080/health/live || exit 1
ENTRYPOINT ["tini", "--", "dotnet", "BlazorMedia.Web.dll"]
