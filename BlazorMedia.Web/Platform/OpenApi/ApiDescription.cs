using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlazorMedia.Web.Platform.OpenApi;

/// <summary>
/// <c>/openapi/v1.json</c>: routes, parameters and schemas come from the endpoints; the doors' common rules (credentials, roles, scopes,
/// refusals) are added here, from the same metadata that enforces them.
/// </summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddOperationTransformer(OperationRules.ApplyAsync);
        options.AddDocumentTransformer(DescribeAsync);
    });

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "BlazorMedia",
            Version = Document,
            Description = "Errors are problem details (RFC 9457); their field code is stable, errors and codes name the fields at fault. Times are UTC. Answers with status 429 say in Retry-After how many seconds to wait.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = Schemes();
        return Task.CompletedTask;
    }

    private static Dictionary<string, IOpenApiSecurityScheme> Schemes() => new()
    {
        [OperationRules.KeyHeader] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "X-API-KEY",
            Description = "An API key. It needs the scope that the operation names, and its person the role.",
        },
        [OperationRules.KeyBearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same API key as a bearer token." },
        [OperationRules.Cookie] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "bm-session",
            Description = "A person who is signed in. Changes are taken from this site's own pages only.",
        },
        [Policies.AppTokenScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token that a client signed itself: HS256, iss is the AppID, the secret is the AppSecret; also in the query as access_token.",
        },
    };
}
