namespace BlazorMedia.Web.Platform.Security;

/// <summary>The doors that programs use: they are answered with a status code and problem details, never with a redirect to a page.</summary>
internal static class MachineDoors
{
    private static readonly string[] Prefixes = ["/api", "/live", "/ws", "/res", "/webhook", "/health", "/metrics", "/openapi", "/_blazor"];

    public static bool IsForProgram(this HttpRequest request) =>
        request.HasKey() || Prefixes.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The request names a key, right or wrong; then the cookie does not count.</summary>
    public static bool HasKey(this HttpRequest request) => request.Key() is not null;

    public static string? Key(this HttpRequest request)
    {
        const string bearer = "Bearer ";
        if (request.Headers.TryGetValue("X-API-KEY", out var key)) return key.ToString().Trim();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? authorization[bearer.Length..].Trim() : null;
    }
}
