using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>An encoder box (<c>network_capture</c>) is recorded when its input and its picture say so.</summary>
internal sealed class TriggerKeys : IPathKeys
{
    private const string Device = "network_capture";

    public IReadOnlyList<string> Keys { get; } = ["deviceType", "recordMinThreshold"];

    public Task TakeAsync(AppDbContext db, StreamPath path, IReadOnlyDictionary<string, string> values, Action<string, string> leave, CancellationToken ct)
    {
        if (values.GetValueOrDefault("deviceType") is not { } kind) return Task.CompletedTask;
        if (kind != Device)
        {
            leave("deviceType", $"only '{Device}' means something");
            return Task.CompletedTask;
        }
        var trigger = StreamTrigger.ForDevice(path.Id);
        var threshold = values.TryGetValue("recordMinThreshold", out var text) ? YamlValue.Number(text) : trigger.StartScore;
        if (threshold is null) leave("recordMinThreshold", "it is no whole number");
        // The reference reads 0 and less as 1; a sum of three scores cannot be over 351.
        trigger.StartScore = Math.Clamp(threshold ?? trigger.StartScore, 1, 351);
        db.Add(trigger);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyDictionary<string, string>> GiveAsync(AppDbContext db, StreamPath path, CancellationToken ct) =>
        await db.Set<StreamTrigger>().AsNoTracking().SingleOrDefaultAsync(t => t.StreamId == path.Id, ct) is { Kind: TriggerKind.Device } trigger
            ? new Dictionary<string, string> { ["deviceType"] = Device, ["recordMinThreshold"] = YamlValue.Text(trigger.StartScore) }
            : new Dictionary<string, string>();

    public async Task CopyAsync(AppDbContext db, StreamPath from, StreamPath to, CancellationToken ct)
    {
        await db.CopyRowAsync<StreamTrigger>(from.Id, to.Id, t => t.StreamId, (t, id) => t.StreamId = id, ct);
        await db.CopyRowAsync<StreamHealthRules>(from.Id, to.Id, r => r.StreamId, (r, id) => r.StreamId = id, ct);
    }
}
