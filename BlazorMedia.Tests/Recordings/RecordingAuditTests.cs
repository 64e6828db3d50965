using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Features.Recordings.Files;
using BlazorMedia.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Recordings;

public sealed class RecordingAuditTests : IDisposable
{
    private readonly Scene scene = new();

    [Fact]
    public async Task Renaming_deleting_and_restoring_leave_a_line_each_and_none_when_they_fail()
    {
        var audit = new AuditTrail(scene, new ActingNow(), scene.Clock);
        var rename = new RenameRecording(scene, scene.Store, new(scene, scene.Store, NullLogger<RenameNotes>.Instance), scene.Topics, audit, NullLogger<RenameRecording>.Instance);
        var delete = new DeleteRecording(scene, scene.Topics, audit, scene.Clock, NullLogger<DeleteRecording>.Instance);
        var recording = scene.AddReady("20261120/a.mp4");

        await rename.HandleAsync(recording.Id, "b", Scene.Ct);
        scene.Saving = () => throw new DbUpdateException("The disk is full.");
        await Should.ThrowAsync<DbUpdateException>(() => delete.HandleAsync(recording.Id, Scene.Ct));
        scene.Saving = null;
        await delete.HandleAsync(recording.Id, Scene.Ct);
        await new RestoreRecording(scene, scene.Topics, audit).HandleAsync(recording.Id, Scene.Ct);

        await using var db = scene.CreateDbContext();
        var lines = await db.Set<AuditEntry>().Select(e => e.Action + " " + e.Subject).ToListAsync(Scene.Ct);
        lines.Order().ShouldBe(["recordings.deleted 20261120/b.mp4", "recordings.renamed 20261120/b.mp4", "recordings.restored 20261120/b.mp4"]);
    }

    public void Dispose() => scene.Dispose();
}
