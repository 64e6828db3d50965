using BlazorMedia.Domain.Streams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Streams.Paths;

internal sealed class StreamPathConfiguration : IEntityTypeConfiguration<StreamPath>
{
    public void Configure(EntityTypeBuilder<StreamPath> path)
    {
        path.ToTable("StreamPaths");
        path.Property(p => p.Name).HasMaxLength(StreamName.MaxLength);
        path.Property(p => p.DisplayName).HasMaxLength(200);
        path.Property(p => p.GroupName).HasMaxLength(100);
        path.Property(p => p.Notes).HasMaxLength(4000);
        path.Ignore(p => p.Title);
        path.HasIndex(p => p.Name).IsUnique();
    }
}
