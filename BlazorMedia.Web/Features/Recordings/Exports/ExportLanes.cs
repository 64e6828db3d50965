namespace BlazorMedia.Web.Features.Recordings.Exports;

/// <summary>
/// One export that copies and one that encodes at once: more would take the disk and the processor from what is recorded meanwhile, and a copy
/// of seconds need not wait for hours of encoding.
/// </summary>
internal sealed class ExportLanes : IDisposable
{
    private readonly SemaphoreSlim quick = new(1);
    private readonly SemaphoreSlim slow = new(1);

    /// <summary>Null while another is in it, which asks for those that wait when it ends.</summary>
    public IDisposable? TryEnter(bool encodes)
    {
        var lane = encodes ? slow : quick;
        return lane.Wait(0) ? new Turn(lane) : null;
    }

    public void Dispose()
    {
        quick.Dispose();
        slow.Dispose();
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}
