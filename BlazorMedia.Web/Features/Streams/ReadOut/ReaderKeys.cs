using System.Net;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace BlazorMedia.Web.Features.Streams.ReadOut;

/// <summary>
/// Asks for an API key what a request to the live view would be asked. RTSP is no HTTP, so a request is made up that carries the key: the same
/// handlers then decide, and write down that the key was used.
/// </summary>
internal sealed class ReaderKeys(IServiceScopeFactory scopes)
{
    private static readonly Endpoint Reading = new(null, new EndpointMetadataCollection(new RequiredScope("streams")), "RTSP");

    public async Task<bool> AllowAsync(string key, IPAddress? address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var request = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        request.Request.Method = HttpMethods.Get;
        request.Request.Headers["X-API-KEY"] = key;
        request.Connection.RemoteIpAddress = address;
        request.SetEndpoint(Reading);
        if ((await request.AuthenticateAsync(Policies.ApiKeyScheme)).Principal is not { } reader) return false;
        request.User = reader;
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(reader, request, Policies.Viewer)).Succeeded;
    }
}
