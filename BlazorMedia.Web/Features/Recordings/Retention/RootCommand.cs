using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Commands;
using BlazorMedia.Web.Platform.Security;

namespace BlazorMedia.Web.Features.Recordings.Retention;

/// <summary><c>blazormedia recordings-root adopt</c>, also while the app runs: it looks at the mark each time.</summary>
internal static class RootCommand
{
    public static ConsoleCommand Command { get; } = new(
        "recordings-root adopt", "", "Accept the folder of the recordings as it is now: an empty one, or another disk.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var store = services.GetRequiredService<RecordingStore>();
        var before = store.Identity.Look();
        store.Identity.Adopt();
        if (!store.Identity.IsOurs) throw new CommandMistakeException($"{store.Root} cannot be marked. Is its disk full or mounted for reading only?");
        if (before != RootState.Ours) await services.GetRequiredService<AuditTrail>().RecordAsync("recordings.root_adopted", store.Root, ct: ct);
        output.WriteLine(before == RootState.Ours ? $"{store.Root} was the folder of the recordings already." : $"{store.Root} is the folder of the recordings from now on.");
        return 0;
    }
}
