# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
RUN ./mvnw -B -ntp -q package -Dmaven.test.skip=true -Dspotless.check.skip=true \
 && java -Djarmode=tools -jar target/postern-*.jar \
      extract --layers --application-filename postern.jar --destination target/layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /postern --create-home postern && mkdir /postern/data && chown postern: /postern/data
WORKDIR /postern
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# One start against a database in memory records what every later start loads (JEP 483, JEP 514).
RUN java -XX:AOTCacheOutput=postern.aot -Dspring.context.exit=onRefresh \
      -Dspring.datasource.url=jdbc:h2:mem:training -jar postern.jar >/dev/null
USER postern
VOLUME /postern/data
EXPOSE 8080
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -Xmx256m" \
    SPRING_THREADS_VIRTUAL_ENABLED=true
# The JRE image has no HTTP client; bash has.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET %s/actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' \"$SERVER_SERVLET_CONTEXT_PATH\" >&3 && head -1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:AOTCache=postern.aot", "-jar", "postern.jar"]
