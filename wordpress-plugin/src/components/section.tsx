import { Card, CardBody, CardHeader } from '@wordpress/components';
import type { ReactNode } from 'react';

/** A titled part of a screen. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Card className="holdfast-section">
      <CardHeader>
        <h2 className="holdfast-section-title">{title}</h2>
        {aside}
      </CardHeader>
      <CardBody>
        <div className="holdfast-stack">{children}</div>
      </CardBody>
    </Card>
  );
}
