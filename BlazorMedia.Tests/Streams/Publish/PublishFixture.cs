using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Features.Streams.Publish.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Streams.Publish;

/// <summary>The application with its ports for publishers and readers open.</summary>
public sealed class PublishFixture : AppFixture
{
    private HttpClient? api;

    public int RtmpPort { get; } = FreePort();

    public int RtspPort { get; } = FreePort();

    public int SrtPort { get; } = FreeUdpPort();

    public HttpClient Api => api ??= CreateApiClient();

    internal LiveStreams Streams => Services.GetRequiredService<LiveStreams>();

    /// <summary>A published stream and the secret of its key "encoder".</summary>
    public async Task<string> AddAsync(string name)
    {
        await Api.AddStreamAsync(name, "publisher");
        return await AddKeyAsync(name, "encoder");
    }

    public async Task<string> AddKeyAsync(string stream, string name)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1/publish-keys/{stream}", new { name });
        return (await answer.ReadAsync<PublishSecretDto>()).Secret;
    }

    public Task<PublishingDto?> PublishingAsync(string stream) => Api.GetFromJsonAsync<PublishingDto>($"/api/v1/publish-keys/{stream}");

    public string RtmpUrl(string path, string? key) => string.Create(CultureInfo.InvariantCulture, $"rtmp://127.0.0.1:{RtmpPort}/{path}") + (key is null ? "" : $"?key={key}");

    /// <summary>Waits until the stream is as wanted; the last seen one is in the failure.</summary>
    public async Task<StreamDto> UntilAsync(string name, string state, string? reason = null)
    {
        StreamDto? last = null;
        try
        {
            return await Eventually.GetAsync(async () => (last = await Api.FindStreamAsync(name)).State == state && (reason is null || last.StateReason == reason) ? last : null, $"{name} is {state} {reason}");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{name} never was {state} {reason}; last seen: {last}");
        }
    }

    /// <summary>A copy of what the newest run's first segment holds once it has some seconds.</summary>
    internal async Task<string> CopyOfFirstSegmentAsync(string name, TempFolder folder)
    {
        var ring = Streams.Find(name)!.Ring;
        await Eventually.TrueAsync(() => ring.Current is { Segments: [{ Fragments.Length: > 3 }, ..] } or { Segments: [{ IsClosed: true }, ..] }, $"{name} has a few fragments");
        var segment = ring.Current!.Segments[0];
        var last = segment.Fragments[^1];
        var copy = folder.File($"{Guid.NewGuid():N}.mp4");
        var bytes = await File.ReadAllBytesAsync(segment.File);
        await File.WriteAllBytesAsync(copy, bytes[..(int)(last.Offset + last.Length)]);
        return copy;
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Streams:StallSeconds"] = "3";
        settings["Streams:Publish:RtmpPort"] = RtmpPort.ToString(CultureInfo.InvariantCulture);
        settings["Streams:Publish:SrtPorts"] = SrtPort.ToString(CultureInfo.InvariantCulture);
        settings["Streams:ReadOut:RtspPort"] = RtspPort.ToString(CultureInfo.InvariantCulture);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static int FreeUdpPort()
    {
        using var socket = new UdpClient(0);
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}
