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
            ThumbnailWidth = Thumbnail(),
            Brightness = Number("brightness", -100, 100),
            Contrast = Number("contrast", -100, 100),
            Saturation = Number("saturation", -100, 100),
            Crop = Crop(),
        });
        return Task.CompletedTask;

        // As the form takes it: nothing, or a width that is worth it.
        int Thumbnail() => values.GetValueOrDefault("thumbnailSize") is null or "0" ? 0 : Number("thumbnailSize", 64, 1920);

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
            var numbers = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
            if (StillCrop.Parse(numbers).IsSuccess) return numbers;
            leave("cut", "it is not x, y, width and height in pixels, at least 2 by 2");
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
