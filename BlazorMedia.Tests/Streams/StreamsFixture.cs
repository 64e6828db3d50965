using System.Net.Http.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Tests.Streams;

/// <summary>The application with a camera beside it and the calls that every stream test makes.</summary>
public class StreamsFixture : AppFixture
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

    public Task<HttpResponseMessage> AddAsync(object stream) => Api.PostAsJsonAsync("/api/v1/streams", stream);

    public Task<StreamDto?> GetAsync(string name) => Api.GetFromJsonAsync<StreamDto>($"/api/v1/streams/{name}");

    /// <summary>Waits until the stream is as wanted; the last seen one is in the failure.</summary>
    public async Task<StreamDto> UntilAsync(string name, Func<StreamDto, bool> wanted)
    {
        StreamDto? last = null;
        try
        {
            return await Eventually.GetAsync(async () => (last = await GetAsync(name)) is { } seen && wanted(seen) ? seen : null, $"{name} as wanted");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The stream never was as wanted; last seen: {last}");
        }
    }

    protected override void Configure(IDictionary<string, string?> settings) => settings["Streams:StallSeconds"] = "3";
}
