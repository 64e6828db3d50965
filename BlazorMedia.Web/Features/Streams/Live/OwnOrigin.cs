namespace BlazorMedia.Web.Features.Streams.Live;

/// <summary>A WebSocket is opened with the cookie from any page of the world; only our own pages may. Who sends no origin is no browser.</summary>
internal static class OwnOrigin
{
    public static bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHere(from, request.Host));
    }

    // The scheme is not compared: behind a proxy the browser's is https and ours is http.
    private static bool IsHere(Uri from, HostString host) =>
        string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
        || (string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase) && from.IsDefaultPort && host.Port is null or 80 or 443);
}
