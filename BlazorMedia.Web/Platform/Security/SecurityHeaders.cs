using System.Net;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>
/// What every answer tells the browser. Written when the answer begins, since an error page clears what was written before,
/// and over what the framework writes itself.
/// </summary>
internal static class SecurityHeaders
{
    private const string Features = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyFor(context.Request.Host);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        // Browsers would ignore it over http, and on this machine's own name it would catch every other program that listens here.
        if (context.Request.IsHttps && !IsThisMachine(context.Request.Host.Host)) headers.StrictTransportSecurity = "max-age=31536000";
        // Pages and answers hold what belongs to one person; static files and media say themselves how long they keep.
        if (headers.CacheControl.Count == 0) headers.CacheControl = IsMedia(context) ? "private, no-cache" : "no-store";
    }

    // Styles: components place and size things by the style attribute, which no stylesheet can know beforehand; sheets come from here alone.
    // blob: is what the player hands to the video element and runs its worker from; data: are small pictures in style sheets.
    // 'self' does not hold for the circuit's web socket in every browser, so it is named.
    private static string PolicyFor(HostString host) =>
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + $"media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'{SocketsOf(host)}; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static string SocketsOf(HostString host) => host.HasValue && host.Value.All(IsOfAddress) ? $" ws://{host.Value} wss://{host.Value}" : "";

    // The host is the sender's word: nothing of it may end a directive and begin another.
    private static bool IsOfAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']';

    private static bool IsMedia(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<MediaBytes>() is not null;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
