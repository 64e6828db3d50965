using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Rtsp;

namespace BlazorMedia.Tests.Streams.Smart;

/// <summary>The application with a camera and an encoder box that it may call.</summary>
public sealed class SmartFixture : AppFixture
{
    private HttpClient? api;

    internal RtspStandIn Camera { get; private set; } = null!;

    public HttpClient Api => api ??= CreateApiClient();

    public override ValueTask InitializeAsync()
    {
        Camera = new RtspStandIn();
        return base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Camera.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string?> settings) => settings["Http:Outgoing:AllowedNetworks"] = "127.0.0.1, 192.168.0.0/16";
}
