using System.Net.Http.Json;
using BlazorMedia.Web.Features.Streams.Paths;

namespace BlazorMedia.Tests.Support;

/// <summary>Streams through the REST API, as a client would.</summary>
internal static class StreamApi
{
    public static async Task<StreamDto> AddStreamAsync(this HttpClient client, string name, string source, bool record = false, int preRollSeconds = 0)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/streams", new { name, source, record, preRollSeconds });
        return await answer.ReadAsync<StreamDto>();
    }

    public static async Task<StreamDto> FindStreamAsync(this HttpClient client, string name) => (await client.GetFromJsonAsync<StreamDto>($"/api/v1/streams/{name}"))!;

    /// <summary>Waits for the state, and for media where it is <c>live</c>.</summary>
    public static Task<StreamDto> WaitForStateAsync(this HttpClient client, string name, string state) => Eventually.GetAsync(
        async () => await client.FindStreamAsync(name) is var stream && stream.State == state && (state != "live" || stream.LastKeyframeAt is not null) ? stream : null,
        $"{name} is {state}");

    /// <summary>Waits until the stream shows a keyframe that is this much newer than the newest one now.</summary>
    public static async Task WaitForMediaAsync(this HttpClient client, string name, TimeSpan span)
    {
        var from = (await client.FindStreamAsync(name)).LastKeyframeAt!.Value;
        await Eventually.TrueAsync(async () => (await client.FindStreamAsync(name)).LastKeyframeAt >= from + span, $"{span} of {name} arrive");
    }

    /// <summary>The body, or what the server refused.</summary>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer) => answer.IsSuccessStatusCode
        ? (await answer.Content.ReadFromJsonAsync<T>())!
        : throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
}
