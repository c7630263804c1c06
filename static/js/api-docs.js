// Shows the OpenAPI description, with Swagger UI, in the place that names its address.
//
// Markup: <div id="api-docs" data-schema="/api/v1/schema/"></div>
// Without script the page links to the description itself.
// Calls tried out here bear the session of the browser, so writes need the CSRF token.
addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("api-docs");
  const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  window.SwaggerUIBundle({
    url: place.dataset.schema,
    domNode: place,
    deepLinking: true,
    validatorUrl: null,
    requestInterceptor: (request) => {
      Object.assign(request.headers, headers);
      return request;
    },
  });
});
