using System.Globalization;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlazorMedia.Web.Platform.OpenApi;

/// <summary>What an operation does not say of itself: who may call it, what every door answers to others, and a name for generated clients.</summary>
internal static class OperationRules
{
    public const string KeyHeader = "apiKey";
    public const string KeyBearer = "bearer";
    public const string Cookie = "cookie";

    private static readonly (int Status, string Description)[] Common =
    [
        (StatusCodes.Status401Unauthorized, "No credential, or one that does not count"),
        (StatusCodes.Status403Forbidden, "The role or the key's scope does not allow it"),
        (StatusCodes.Status429TooManyRequests, "Too many requests; Retry-After says how many seconds to wait"),
    ];

    public static Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= NameOf(context.Description.HttpMethod, context.Description.RelativePath);
        if (metadata.OfType<IAllowAnonymous>().Any()) return Task.CompletedTask;
        var policies = metadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>().ToList();
        var isForApps = policies.Contains(Policies.AppTokenScheme);
        operation.Description ??= isForApps ? "Takes an app token." : Rules(policies, metadata.OfType<RequiredScope>().LastOrDefault()?.Name);
        operation.Security = [.. (isForApps ? [Policies.AppTokenScheme] : (string[])[KeyHeader, KeyBearer, Cookie]).Select(name => Requirement(name, context.Document))];
        operation.Responses ??= [];
        foreach (var (status, description) in Common) operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Problem(description, context.Document));
        return Task.CompletedTask;
    }

    private static string Rules(List<string> policies, string? scope) =>
        $"Role: {policies.LastOrDefault() ?? "any"}. Scope of a key: {scope ?? "*"}.";

    private static OpenApiSecurityRequirement Requirement(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    private static OpenApiResponse Problem(string description, OpenApiDocument? document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", document) } },
    };

    // get /api/v1/recordings/{id}/file becomes getRecordingsByIdFile.
    private static string NameOf(string? method, string? path)
    {
        var parts = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p is not ("api" or ApiDescription.Document))
            .SelectMany(p => p.Split('{', '}').Select((text, at) => at % 2 == 1 ? "By" + Capital(Letters(text.Split(':')[0])) : string.Concat(text.Split('-', '.', '_').Select(w => Capital(Letters(w))))));
        return (method ?? "get").ToLowerInvariant() + string.Concat(parts);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
