using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorMedia.Web.Features.Streams.Ingest;

namespace BlazorMedia.Web.Features.Streams.Ownership;

/// <summary>What the owner of a path tells the other nodes: its status without what changes every second.</summary>
internal sealed record PublishedStatus(StreamStatus Status, Guid? RecordingTaskId)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static string Write(StreamStatus status, Guid? recordingTaskId) =>
        JsonSerializer.Serialize(new PublishedStatus(status with { Fps = null, BitsPerSecond = null, LastKeyframeAt = null }, recordingTaskId), Json);

    /// <summary>Null for nothing, and for what a node of another version wrote.</summary>
    public static PublishedStatus? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<PublishedStatus>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
