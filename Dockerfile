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
# Some clusters run it as any user of group 0: what belongs to that group may be written by them all.
RUN useradd --system --uid 10001 --gid 0 --home-dir /postern --create-home postern \
 && mkdir /postern/data && chown 10001:0 /postern/data && chmod 770 /postern/data
WORKDIR /postern
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY --from=build /build/target/layers/application/ ./
# One start against a database in memory records what every later start loads (JEP 483, JEP 514).
RUN java -XX:AOTCacheOutput=postern.aot -Dspring.context.exit=onRefresh \
      -Dspring.datasource.url=jdbc:h2:mem:training -jar postern.jar >/dev/null
USER 10001
VOLUME /postern/data
EXPOSE 8080
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -Xmx256m" \
    SPRING_THREADS_VIRTUAL_ENABLED=true \
    POSTERN_LIVENESS_ADDRESS_FILE=/tmp/postern.liveness
# The process writes down where it is to be asked, however that is configured. The JRE image has no HTTP client; bash has.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "read -r host port path status < $POSTERN_LIVENESS_ADDRESS_FILE && exec 3<>/dev/tcp/$host/$port && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' $path >&3 && head -1 <&3 | grep -q \" $status\""]
ENTRYPOINT ["java", "-XX:AOTCache=postern.aot", "-jar", "postern.jar"]
