# Afterword in a container: docker build --tag afterword . && docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/site" afterword build
FROM python:3.13-slim AS build
COPY . /source
RUN SOURCE=/source PYTHON=python VENV=/opt/afterword sh /source/action/install.sh

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/afterword /opt/afterword
ENV PATH=/opt/afterword/bin:$PATH
WORKDIR /site
USER nobody
ENTRYPOINT ["afterword"]
