using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Streams.Paths;

/// <summary><c>blazormedia import-mediamtx</c>: the paths of a mediamtx.yml become streams. What exists is left alone, so it can be run again.</summary>
internal sealed class ImportMediaMtx(SaveStream save, AuditTrail audit)
{
    // Alone: an app that runs would not hear of the new streams.
    public static ConsoleCommand Command { get; } = new(
        "import-mediamtx", "FILE [--dry-run]", "Make streams of the section 'paths:' of a mediamtx.yml. Streams that exist are left as they are.", RunAsync, IsExclusive: true);

    /// <returns>How many could not be imported for another reason than that they exist.</returns>
    public async Task<int> RunAsync(IReadOnlyList<ImportedPath> paths, bool isDry, TextWriter output, CancellationToken ct)
    {
        var (imported, left) = (0, 0);
        foreach (var path in paths)
        {
            var refusal = path.Reason;
            var exists = false;
            if (path.Request is { } request) (refusal, exists) = await ImportAsync(request, isDry, ct);
            output.WriteLine(refusal is null ? $"{(isDry ? "would import" : "imported")}  {path.Name}" : $"left  {path.Name}: {refusal}");
            if (refusal is null) imported++;
            else if (!exists) left++;
        }
        if (imported > 0 && !isDry) await audit.RecordAsync("streams.imported", $"{imported}", ct: ct);
        output.WriteLine($"{imported} {(isDry ? "would be imported" : "imported")}, {paths.Count - imported} left.");
        return left;
    }

    private static async Task<int> RunAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var file = words.RequireOnlyPlain("FILE");
        if (!File.Exists(file)) throw new CommandMistakeException($"There is no file {file}.");
        try
        {
            using var yaml = new StreamReader(file);
            return await services.GetRequiredService<ImportMediaMtx>().RunAsync(MediaMtxPaths.Read(yaml), words.Has("dry-run"), output, ct) == 0 ? 0 : 1;
        }
        catch (InvalidDataException exception)
        {
            throw new CommandMistakeException($"{file}: {exception.Message}");
        }
    }

    private async Task<(string? Refusal, bool Exists)> ImportAsync(StreamRequest request, bool isDry, CancellationToken ct)
    {
        var saved = isDry ? await save.TryAsync(request, ct) : await save.CreateAsync(request, ct) is var created && created.IsSuccess ? null : created.Refusals;
        return saved is null ? (null, false) : (string.Join(' ', saved.Select(r => r.Message)), saved[0].Code == Domain.Streams.StreamRefusals.NameTaken.Code);
    }
}
