using BlazorMedia.Domain.Streams;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary>The keys that are a path's own settings here. They make the path itself, so the importer asks for the request before there is a row.</summary>
internal sealed class StreamKeys(SourceVault vault) : IPathKeys
{
    public IReadOnlyList<string> Keys { get; } = ["source", "sourceOnDemand", "record", "sourceName", "groupName", "order", "showList", "autoRecordTaskOutDuration"];

    /// <summary>What the file says of the path as a request to save it.</summary>
    public static StreamRequest RequestOf(FilePath path, Action<string, string> leave)
    {
        return new StreamRequest(
            path.Name, Value("sourceName"), Value("groupName"), Number("order"), path.Values["source"], true, Flag("sourceOnDemand"), Flag("record"), null, null,
            Flag("showList"), FileSeconds());

        string? Value(string key) => path.Values.GetValueOrDefault(key);

        bool? Flag(string key) => Taken(key, YamlValue.Flag, "it is neither yes nor no");

        int? Number(string key) => Taken(key, YamlValue.Number, "it is no whole number");

        int? FileSeconds()
        {
            if (Taken("autoRecordTaskOutDuration", YamlValue.Duration, "it is no duration such as 30m") is not { } duration || duration <= TimeSpan.Zero) return null;
            var seconds = (int)Math.Clamp(duration.TotalSeconds, StreamPath.MinFileSeconds, StreamPath.MaxFileSeconds);
            if (seconds != (int)duration.TotalSeconds) leave("autoRecordTaskOutDuration", $"a file has {StreamPath.MinFileSeconds} to {StreamPath.MaxFileSeconds} seconds, so it is {seconds} now");
            return seconds;
        }

        T? Taken<T>(string key, Func<string, T?> read, string otherwise)
            where T : struct
        {
            if (Value(key) is not { } text) return null;
            var value = read(text);
            if (value is null) leave(key, otherwise);
            return value;
        }
    }

    public Task TakeAsync(AppDbContext db, StreamPath path, IReadOnlyDictionary<string, string> values, Action<string, string> leave, CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyDictionary<string, string>> GiveAsync(AppDbContext db, StreamPath path, CancellationToken ct)
    {
        var values = new Dictionary<string, string> { ["source"] = vault.Open(path) is not { } source ? path.SourceMasked : source.Url };
        if (path.OnDemand) values["sourceOnDemand"] = YamlValue.Text(true);
        if (path.Record) values["record"] = YamlValue.Text(true);
        if (path.DisplayName is { } title) values["sourceName"] = title;
        if (path.GroupName is { } group) values["groupName"] = group;
        if (path.Order != 0) values["order"] = YamlValue.Text(path.Order);
        if (!path.IsListed) values["showList"] = YamlValue.Text(false);
        if (path.FileSeconds is { } seconds) values["autoRecordTaskOutDuration"] = YamlValue.Text(TimeSpan.FromSeconds(seconds));
        return Task.FromResult<IReadOnlyDictionary<string, string>>(values);
    }

    public Task CopyAsync(AppDbContext db, StreamPath from, StreamPath to, CancellationToken ct) => Task.CompletedTask;
}
