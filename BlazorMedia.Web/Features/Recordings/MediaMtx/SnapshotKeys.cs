using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Streams.Paths.MediaMtx;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.MediaMtx;

/// <summary>How a path's snapshots look.</summary>
internal sealed class SnapshotKeys : IPathKeys
{
    public IReadOnlyList<string> Keys { get; } = ["thumbnailSize", "cut", "brightness", "contrast", "saturation"];

    public Task TakeAsync(AppDbContext db, StreamPath path, IReadOnlyDictionary<string, string> values, Action<string, string> leave, CancellationToken ct)
    {
        if (values.Count == 0) return Task.CompletedTask;
        db.Add(new SnapshotPlan
        {
            StreamId = path.Id,
            ThumbnailWidth = Number("thumbnailSize", 0, 4096),
            Brightness = Number("brightness", -100, 100),
            Contrast = Number("contrast", -100, 100),
            Saturation = Number("saturation", -100, 100),
            Crop = Crop(),
        });
        return Task.CompletedTask;

        int Number(string key, int least, int most)
        {
            if (!values.TryGetValue(key, out var text)) return 0;
            if (YamlValue.Number(text) is { } number && number >= least && number <= most) return number;
            leave(key, $"it is no whole number from {least} to {most}");
            return 0;
        }

        string? Crop()
        {
            if (!values.TryGetValue("cut", out var text)) return null;
            var parts = text.Split(',').Select(p => YamlValue.Number(p.Trim())).ToList();
            if (parts.Count == 4 && parts.TrueForAll(p => p is >= 0 and <= 16_384)) return string.Join(',', parts);
            leave("cut", "it is not x, y, width and height in pixels");
            return null;
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> GiveAsync(AppDbContext db, StreamPath path, CancellationToken ct)
    {
        var values = new Dictionary<string, string>();
        if (await db.Set<SnapshotPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.StreamId == path.Id, ct) is not { } plan) return values;
        if (plan.ThumbnailWidth > 0) values["thumbnailSize"] = YamlValue.Text(plan.ThumbnailWidth);
        if (plan.Brightness != 0) values["brightness"] = YamlValue.Text(plan.Brightness);
        if (plan.Contrast != 0) values["contrast"] = YamlValue.Text(plan.Contrast);
        if (plan.Saturation != 0) values["saturation"] = YamlValue.Text(plan.Saturation);
        if (plan.Crop is { } crop) values["cut"] = crop;
        return values;
    }

    public Task CopyAsync(AppDbContext db, StreamPath from, StreamPath to, CancellationToken ct) =>
        db.CopyRowAsync<SnapshotPlan>(from.Id, to.Id, p => p.StreamId, (p, id) => p.StreamId = id, ct);
}
