using BlazorMedia.Domain.Recordings;
using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Recordings.Tasks;

internal sealed class RecordingTaskConfiguration : IEntityTypeConfiguration<RecordingTask>
{
    public void Configure(EntityTypeBuilder<RecordingTask> task)
    {
        task.ToTable("RecordingTasks");
        task.Property(t => t.StreamName).HasMaxLength(StreamName.MaxLength);
        task.Property(t => t.FileName).HasMaxLength(RecordingName.MaxLength + 4);
        task.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
        task.Property(t => t.Trigger).HasConversion<string>().HasMaxLength(20);
        // The index, not the handler's check, is what stops two clicks from starting two recordings.
        task.HasIndex(t => t.StreamId).IsUnique().HasFilter("\"State\" = 'Recording'");
        task.HasIndex(t => t.State);
    }
}
