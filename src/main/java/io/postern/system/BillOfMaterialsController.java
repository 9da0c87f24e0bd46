package io.postern.system;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The libraries of this program and their licences, as CycloneDX JSON. The build leaves it out when Maven works offline. */
@Controller
class BillOfMaterialsController {

    private static final Resource BILL = new ClassPathResource("META-INF/sbom/application.cdx.json");
    private static final MediaType CYCLONE_DX = new MediaType("application", "vnd.cyclonedx+json");

    static boolean isThere() {
        return BILL.exists();
    }

    @GetMapping(SystemPaths.BILL_OF_MATERIALS)
    ResponseEntity<Resource> file() {
        if (!isThere()) {
            return ResponseEntity.notFound().build();
        }
        return ResponseEntity.ok()
                .contentType(CYCLONE_DX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("postern.cdx.json")
                                .build()
                                .toString())
                .body(BILL);
    }
}
